import { describe, expect, test } from 'vitest';
import { readFormData } from './bodies.server.ts';

function post(body: BodyInit, contentType?: string): Request {
	const headers = contentType ? { 'content-type': contentType } : undefined;
	return new Request('http://portal.test/', { method: 'POST', body, ...(headers && { headers }) });
}

describe('a form without files', () => {
	test('is read in both content types of a form', async () => {
		const fields = new URLSearchParams({ title: '路灯坏了' });
		expect((await readFormData(post(fields))).get('title')).toBe('路灯坏了');
		const form = new FormData();
		form.set('title', '路灯坏了');
		expect((await readFormData(post(form))).get('title')).toBe('路灯坏了');
	});

	test('is refused over its own limit, long before that of the server', async () => {
		const body = `body=${'长'.repeat(1_000_000)}`;
		const refusal = readFormData(post(body, 'application/x-www-form-urlencoded'));
		await expect(refusal).rejects.toMatchObject({ code: 'form_too_large', status: 413 });
	});

	test('is refused with ten thousand fields', async () => {
		const fields = new URLSearchParams(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, 'x']));
		await expect(readFormData(post(fields))).rejects.toMatchObject({ code: 'form_too_large' });
	});

	test.each([
		['no form', '{"title":1}', 'application/json'],
		['no boundary', 'x', 'multipart/form-data'],
		['another boundary', '--a\r\n\r\nx\r\n--a--', 'multipart/form-data; boundary=b'],
		['an unknown type', 'title=x', 'image/png']
	])('is refused when it is %s', async (_, body, type) => {
		await expect(readFormData(post(body, type))).rejects.toMatchObject({
			code: 'form_unreadable',
			status: 400
		});
	});

	test('in broken UTF-8 keeps what can be read', async () => {
		const bytes = Buffer.from('title=%E8%B7%AF%ff&body=\xc3\x28', 'latin1');
		const form = await readFormData(post(bytes, 'application/x-www-form-urlencoded'));
		expect([form.get('title'), form.get('body')]).toEqual(['路\ufffd', '\ufffd(']);
	});
});
