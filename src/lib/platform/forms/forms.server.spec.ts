import { isActionFailure, redirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../errors';
import { secret } from './forms';
import { failWith, formAction, parseForm } from './forms.server';
import { messageFor } from '../i18n/messages.server';

const schema = z.object({
	title: z.string('title_too_short').min(5, 'title_too_short'),
	tags: z.array(z.string()).default([])
});

function formOf(...entries: [string, string | File][]): FormData {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return form;
}

function post(form: FormData): Request {
	return new Request('http://portal.test/', { method: 'POST', body: form });
}

describe('parseForm', () => {
	it('brings text into NFC and counts a line end once', () => {
		const read = parseForm(formOf(['title', 'Cafe\u0301 one\r\ntwo']), schema);
		expect(read).toMatchObject({ ok: true, data: { title: 'Caf\u00e9 one\ntwo' } });
	});

	it('takes out what no text may carry, wherever the text goes', () => {
		const sent = `\u202e水管\u0007爆了${'\u0301'.repeat(9)}\ufffd`;
		const kept = `水管爆了${'\u0301'.repeat(3)}`;
		expect(parseForm(formOf(['title', sent]), schema).values).toEqual({ title: kept });
	});

	it('gathers repeated fields where the schema wants a list, be it one or none', () => {
		expect(parseForm(formOf(['title', 'enough'], ['tags', 'a']), schema)).toMatchObject({
			data: { tags: ['a'] }
		});
		expect(parseForm(formOf(['title', 'enough']), schema)).toMatchObject({ data: { tags: [] } });
	});

	it('gives the code of the first fault by field, and the text back', () => {
		const read = parseForm(formOf(['title', 'abc']), schema);
		expect(read).toEqual({ ok: false, values: { title: 'abc' }, errors: { title: 'title_too_short' } });
	});

	it('refuses a NUL, which no database column can hold', () => {
		expect(parseForm(formOf(['title', 'enough\0']), schema)).toMatchObject({
			errors: { title: 'text_has_nul' }
		});
	});

	it('is not fooled by a field named __proto__', () => {
		const read = parseForm(formOf(['title', 'enough'], ['__proto__', 'polluted']), schema);
		expect(read.ok).toBe(true);
		expect(Object.getPrototypeOf(read.values)).toBe(Object.prototype);
		expect(Object.keys(read.values)).toEqual(['title']);
	});

	it('sends no password back', () => {
		const entry = z.object({ password: secret(z.string().min(12, 'password_too_short')) });
		const read = parseForm(formOf(['password', 'short']), entry);
		expect(read).toEqual({ ok: false, values: {}, errors: { password: 'password_too_short' } });
		expect(parseForm(formOf(['password', 'a long pass phrase']), entry)).toMatchObject({
			data: { password: 'a long pass phrase' }
		});
	});

	it('leaves out an empty file field and keeps no file among the values', () => {
		const withFiles = z.object({ pictures: z.array(z.instanceof(File)).default([]) });
		const empty = parseForm(formOf(['pictures', new File([], '')]), withFiles);
		expect(empty).toMatchObject({ ok: true, data: { pictures: [] } });
		const one = parseForm(formOf(['pictures', new File(['x'], 'a.png')]), withFiles);
		expect(one.ok && one.data.pictures).toHaveLength(1);
		expect(one.values).toEqual({ pictures: [] });
	});
});

describe('formAction', () => {
	const refuse = (error: unknown) => () => {
		throw error;
	};

	it('keeps the text and says the sentence when the database is gone', async () => {
		const result = await formAction(
			post(formOf(['title', '路灯坏了三个月'])),
			schema,
			refuse(new DomainError('database_unavailable', 503))
		);
		expect(result).toMatchObject({
			status: 503,
			data: {
				values: { title: '路灯坏了三个月' },
				problem: messageFor('database_unavailable'),
				code: 'database_unavailable'
			}
		});
	});

	it('puts a domain refusal at the field that the form names', async () => {
		const act = refuse(new DomainError('body_empty', 422));
		const result = await formAction(post(formOf(['title', 'enough'])), schema, act, {
			fieldOf: { body_empty: 'body' }
		});
		expect(result).toMatchObject({ data: { errors: { body: messageFor('body_empty') }, problem: null } });
	});

	it('calls a refused file by its name', async () => {
		const act = refuse(new DomainError('picture_broken', 422, { field: 'pictures', detail: 'a.png' }));
		const result = await formAction(post(formOf(['title', 'enough'])), schema, act, {
			files: { maxBytes: 1_000, field: 'pictures' }
		});
		expect(result).toMatchObject({
			data: { errors: { pictures: `a.png：${messageFor('picture_broken')}` } }
		});
	});

	it('lets a redirect through', async () => {
		const act = () => redirect(303, '/issues/1');
		await expect(formAction(post(formOf(['title', 'enough'])), schema, act)).rejects.toMatchObject({
			status: 303
		});
	});

	it('answers 400 to a body that is no form', async () => {
		const request = new Request('http://portal.test/', { method: 'POST', body: '{}' });
		expect(await formAction(request, schema, () => 1)).toMatchObject({ status: 400 });
	});

	it('answers 413 to thousands of fields', async () => {
		const form = formOf(...Array.from({ length: 501 }, (_, i): [string, string] => [`f${i}`, '']));
		expect(await formAction(post(form), schema, () => 1)).toMatchObject({ status: 413 });
	});
});

describe('failWith', () => {
	it('hides what nobody foresaw behind a safe sentence', () => {
		const failure = failWith(new Error('select * from secrets'));
		expect(isActionFailure(failure)).toBe(true);
		expect(JSON.stringify(failure.data)).not.toContain('secrets');
		expect(failure.status).toBe(500);
	});
});
