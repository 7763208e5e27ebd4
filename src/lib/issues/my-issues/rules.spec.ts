import { describe, expect, test } from 'vitest';
import { statuses } from '$lib/domain/statuses';
import { mayAddPictures, mayAppeal, withdrawalOf } from './rules.ts';

const state = { answeredAt: null, hasAppealed: false };
const where = (holds: (status: (typeof statuses)[number]) => boolean) => statuses.filter(holds);

describe('an author', () => {
	test('hides an issue only while nobody works on it', () => {
		expect(where((status) => withdrawalOf({ ...state, status }) === 'hide')).toEqual([
			'submitted',
			'published'
		]);
	});

	test('is anonymised once there is an answer, also when the issue was opened again', () => {
		const answered = { ...state, answeredAt: '2026-11-01T00:00:00Z' };
		expect(withdrawalOf({ ...answered, status: 'answered' })).toBe('anonymise');
		expect(withdrawalOf({ ...answered, status: 'published' })).toBe('anonymise');
	});

	test('appeals once', () => {
		expect(where((status) => mayAppeal({ ...state, status }))).toEqual(['rejected']);
		expect(mayAppeal({ ...state, status: 'rejected', hasAppealed: true })).toBe(false);
	});

	test('adds pictures until the decision', () => {
		expect(where((status) => mayAddPictures({ ...state, status }))).toEqual(['submitted', 'needs_info']);
	});
});
