import { describe, expect, it } from 'vitest';
import { parseForm } from '$lib/platform/forms/forms.server';
import {
	codeEntry,
	codeRequest,
	invitationAnswer,
	parseIdentifier,
	passwordChange,
	passwordEntry,
	settingsForm
} from './schema';

describe('what a person types to sign in', () => {
	it.each([
		['13800000001', 'phone', '13800000001'],
		[' 138 0000-0001 ', 'phone', '13800000001'],
		['+86 13800000001', 'phone', '13800000001'],
		['008613800000001', 'phone', '13800000001'],
		['１３８００００００００', 'phone', '13800000000'],
		['Zhang@Example.ORG', 'mail', 'zhang@example.org']
	])('%s is a %s', (typed, kind, value) => {
		expect(parseIdentifier(typed)).toEqual({ kind, value });
	});

	it.each([
		'',
		'12345',
		'12800000001',
		'138000000012',
		'86',
		'zhang@',
		'@example.org',
		'a b@example.org',
		'\u0000'
	])('%j is neither phone nor mail', (typed) => expect(parseIdentifier(typed)).toBeNull());

	it('comes with consent first', () => {
		const parsed = codeRequest.safeParse({ identifier: '13800000001' });
		expect(parsed.error?.issues[0]).toMatchObject({ path: ['consent'], message: 'consent_required' });
	});

	it('forgives spaces and full-width digits in the code', () => {
		const typed = { identifier: '13800000001', challenge: '00000000-0000-4000-8000-000000000000' };
		expect(codeEntry.parse({ ...typed, code: ' １２３ 456 ' }).code).toBe('123456');
		for (const [code, message] of [
			['', 'code_missing'],
			['12345', 'code_invalid'],
			['12345a', 'code_invalid']
		]) {
			expect(codeEntry.safeParse({ ...typed, code }).error?.issues[0]?.message).toBe(message);
		}
	});
});

describe('other forms of an account', () => {
	it('need a surname for the surname form only', () => {
		expect(settingsForm.safeParse({ display: 'anonymous', locale: 'en' }).success).toBe(true);
		expect(settingsForm.safeParse({ display: 'surname', surname: '欧阳', locale: 'en' }).success).toBe(true);
		for (const surname of ['', '张*', '欧阳修老先', '<b>', '1']) {
			expect(settingsForm.safeParse({ display: 'surname', surname, locale: 'en' }).success, surname).toBe(
				false
			);
		}
	});

	it('ask for a long password, twice the same', () => {
		const answer = { name: '陈立', password: '三条河边的老柳树 2026', code: '123456' };
		expect(invitationAnswer.safeParse({ ...answer, repeated: answer.password }).success).toBe(true);
		expect(invitationAnswer.safeParse({ ...answer, repeated: 'other' }).error?.issues[0]?.path).toEqual([
			'repeated'
		]);
		expect(
			invitationAnswer.safeParse({ ...answer, password: 'short', repeated: 'short' }).error?.issues[0]
				?.message
		).toBe('password_too_short');
	});
});

describe('a password', () => {
	it.each([
		['to sign in', passwordEntry],
		['of an invitation', invitationAnswer],
		['that is changed', passwordChange]
	])('%s is sent back to no page', (_, schema) => {
		const form = new FormData();
		for (const field of ['password', 'repeated', 'present']) form.set(field, 'a long pass phrase');
		const { values } = parseForm(form, schema);
		const fields = Object.keys(schema.shape);
		expect(Object.keys(values).filter((field) => fields.includes(field))).toEqual([]);
	});
});
