import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notePageRequest, noteVote, pagesAreRequested, manyVotesArrive } from './traffic.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

test('a reader is noticed for a moment', () => {
	expect(pagesAreRequested()).toBe(false);
	notePageRequest();
	vi.advanceTimersByTime(200);
	expect(pagesAreRequested()).toBe(true);
	vi.advanceTimersByTime(100);
	expect(pagesAreRequested()).toBe(false);
});

test('votes pour in from hundreds in a second on, and until a second without', () => {
	for (let n = 0; n < 199; n++) noteVote();
	expect(manyVotesArrive()).toBe(false);
	noteVote();
	expect(manyVotesArrive()).toBe(true);
	vi.advanceTimersByTime(1_100);
	expect(manyVotesArrive()).toBe(true);
	vi.advanceTimersByTime(1_100);
	expect(manyVotesArrive()).toBe(false);
});
