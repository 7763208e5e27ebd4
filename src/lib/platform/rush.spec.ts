import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteReader, noteVote, someoneReads, votesPourIn } from './rush.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

test('a reader is noticed for a moment', () => {
	expect(someoneReads()).toBe(false);
	noteReader();
	vi.advanceTimersByTime(200);
	expect(someoneReads()).toBe(true);
	vi.advanceTimersByTime(100);
	expect(someoneReads()).toBe(false);
});

test('votes pour in from hundreds in a second on, and until a second without', () => {
	for (let n = 0; n < 199; n++) noteVote();
	expect(votesPourIn()).toBe(false);
	noteVote();
	expect(votesPourIn()).toBe(true);
	vi.advanceTimersByTime(1_100);
	expect(votesPourIn()).toBe(true);
	vi.advanceTimersByTime(1_100);
	expect(votesPourIn()).toBe(false);
});
