import { describe, expect, test } from 'vitest';
import { readUpload } from './uploads.server.ts';

function post(...files: number[]): Request {
	const form = new FormData();
	form.set('title', '水管爆了');
	form.set('body', '三天没有水'.repeat(100));
	for (const size of files) form.append('pictures', new File([new Uint8Array(size)], 'a.jpg'));
	return new Request('http://portal.test/', { method: 'POST', body: form });
}

describe('an upload', () => {
	test('within the limit is read whole', async () => {
		const { form, isCut } = await readUpload(post(5_000, 5_000), 20_000);
		expect(isCut).toBe(false);
		expect(form.getAll('pictures')).toHaveLength(2);
	});

	test('over the limit keeps all text and the files before the cut', async () => {
		const { form, isCut } = await readUpload(post(5_000, 30_000, 5_000), 20_000);
		expect(isCut).toBe(true);
		expect(form.get('title')).toBe('水管爆了');
		expect(form.get('body')).toBe('三天没有水'.repeat(100));
		expect(form.getAll('pictures')).toHaveLength(1);
	});

	test('of text alone needs no multipart', async () => {
		const request = new Request('http://portal.test/', {
			method: 'POST',
			body: new URLSearchParams({ title: '路灯' })
		});
		expect((await readUpload(request, 100)).form.get('title')).toBe('路灯');
	});

	test('that is no form is refused', async () => {
		const request = new Request('http://portal.test/', {
			method: 'POST',
			body: 'not a form',
			headers: { 'content-type': 'multipart/form-data; boundary=x' }
		});
		await expect(readUpload(request, 100)).rejects.toThrow('form_unreadable');
	});
});
