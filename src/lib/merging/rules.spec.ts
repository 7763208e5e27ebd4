import { expect, test } from 'vitest';
import { mergedHere, undoUntil } from './rules.ts';

const at = '2026-11-01T00:00:00Z';
const event = (kind: string, issue: number, also: number[] = [], text = '') => ({
	kind,
	at,
	payload: { issue, also, text }
});

test('what was merged into an issue is known from its events, with what had gone along', () => {
	const events = [
		event('published', 0),
		event('merged_in', 7, [], '同一条路'),
		event('merged_in', 9, [3, 4], '同一口井')
	];
	expect(mergedHere(events)).toEqual([
		{ ids: [7], at, reason: '同一条路' },
		{ ids: [9, 3, 4], at, reason: '同一口井' }
	]);
});

test('what left again is gone, alone or with all that went along', () => {
	const events = [event('merged_in', 7), event('merged_in', 9, [3, 4]), event('split_off', 3)];
	expect(mergedHere(events).map(({ ids }) => ids)).toEqual([[7], [9, 4]]);
	expect(mergedHere([...events, event('split_off', 9, [4])]).map(({ ids }) => ids)).toEqual([[7]]);
	expect(mergedHere([...events, event('split_off', 7), event('merged_in', 7)]).map(({ ids }) => ids)).toEqual(
		[[9, 4], [7]]
	);
});

test('the last merge says until when it may be undone', () => {
	const merged = (undo_until: string) => ({ kind: 'merged', at, payload: { undo_until } });
	expect(undoUntil([merged('2026-11-30'), merged('2026-12-24')])).toBe('2026-12-24');
	expect(undoUntil([event('published', 0)])).toBeNull();
});
