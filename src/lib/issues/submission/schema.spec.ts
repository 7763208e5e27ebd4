import { describe, expect, test } from 'vitest';
import { collectorSubmission, residentSubmission } from './schema.ts';

const good = {
	submission_key: '7d3c2f86-52a3-4b8a-9a55-0f4a7c1d2e3f',
	region: '3',
	category: 'transport',
	title: '小区门口路灯坏了',
	body: '已经两个星期不亮了。',
	consent: 'on'
};

function faultsOf(
	changes: Record<string, unknown>,
	schema: typeof residentSubmission | typeof collectorSubmission = residentSubmission
) {
	const parsed = schema.safeParse({ ...good, ...changes });
	return parsed.success
		? []
		: parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
}

describe("a resident's submission", () => {
	test('is anonymous unless the author says otherwise', () => {
		expect(residentSubmission.parse(good)).toMatchObject({ region: 3, name_form: 'anonymous', pictures: [] });
	});

	test.each([
		['nothing', '', 'title: title_empty'],
		['blanks', ' 　\t', 'title: title_empty'],
		['zero-width characters', '\u200b\u200d\ufeff\u2060', 'title: title_empty'],
		['two characters', '路灯', 'title: title_too_short'],
		['two characters and padding', '\u200b路\u202e灯\u200b\u3164', 'title: title_too_short'],
		['10,000 characters', '灯'.repeat(10_000), 'title: title_too_long']
	])('is refused with a title of %s', (_, title, fault) => {
		expect(faultsOf({ title })).toEqual([fault]);
	});

	test('counts characters, not code units', () => {
		expect(faultsOf({ title: '🚰'.repeat(120), body: '🚰'.repeat(10_000) })).toEqual([]);
		expect(faultsOf({ title: '🚰'.repeat(121), body: '🚰'.repeat(10_001) })).toEqual([
			'title: title_too_long',
			'body: issue_body_too_long'
		]);
	});

	test('names every missing field at once', () => {
		expect(faultsOf({ region: '', category: '', title: '', body: '', consent: undefined }).sort()).toEqual([
			'body: body_empty',
			'category: category_required',
			'consent: publication_consent_required',
			'region: region_required',
			'title: title_empty'
		]);
	});

	test('takes a surname of up to four letters', () => {
		expect(faultsOf({ name_form: 'surname', surname: '欧阳' })).toEqual([]);
		for (const surname of ['', '张**', '一二三四五', '<b>']) {
			expect(faultsOf({ name_form: 'surname', surname })).toEqual(['surname: surname_invalid']);
		}
	});
});

describe("a collector's entry", () => {
	test('says where it came from', () => {
		expect(faultsOf({}, collectorSubmission)).toEqual(['channel: channel_required']);
		expect(faultsOf({ channel: 'web' }, collectorSubmission)).toEqual(['channel: channel_required']);
		expect(
			collectorSubmission.parse({ ...good, channel: 'hotline', told_on: '2026-11-01', told_level: '4' })
		).toMatchObject({ channel: 'hotline', external_id: null, told_on: '2026-11-01', told_level: 4 });
	});

	test('refuses a day that is none', () => {
		expect(faultsOf({ channel: 'letter', told_on: '2026-02-30' }, collectorSubmission)).toEqual([
			'told_on: told_on_invalid'
		]);
	});
});
