import { beforeEach, describe, expect, test } from 'vitest';
import { dropDraft, keepDraft, readDraft, type Draft } from './draft.ts';

const day = 86_400_000;
const draft: Draft = { submissionKey: 'k', savedAt: 100 * day, fields: { title: '路灯坏了' } };
let kept: Map<string, string>;
const shelf = {
	getItem: (key: string) => kept.get(key) ?? null,
	setItem: (key: string, value: string) => void kept.set(key, value),
	removeItem: (key: string) => void kept.delete(key)
};

beforeEach(() => {
	kept = new Map();
});

describe('a draft', () => {
	test('comes back until it is dropped', () => {
		keepDraft(shelf, draft);
		expect(readDraft(shelf, 101 * day)).toEqual(draft);
		dropDraft(shelf);
		expect(readDraft(shelf, 101 * day)).toBeNull();
	});

	test('is forgotten after a month', () => {
		keepDraft(shelf, draft);
		expect(readDraft(shelf, 131 * day)).toBeNull();
	});

	test.each([
		'',
		'not json',
		'[]',
		'{"savedAt":1}',
		'{"submissionKey":"k","savedAt":9e15,"fields":{"title":1}}'
	])('that somebody else wrote as %j is ignored', (text) => {
		for (const key of ['dianti:draft:issue']) kept.set(key, text);
		expect(readDraft(shelf, 101 * day)).toBeNull();
	});

	test('does without a browser that stores', () => {
		const refusing = {
			getItem: () => null,
			setItem: () => {
				throw new Error('QuotaExceededError');
			},
			removeItem: () => undefined
		};
		expect(() => keepDraft(refusing, draft)).not.toThrow();
	});
});
