import { expect, test, vi } from 'vitest';
import { readBatcher } from './read-batcher.ts';

test('asks once for what comes within a turn of the event loop, and keeps no answer', async () => {
	const read = vi.fn(async (ids: number[]) => ids.map((id) => id * 2));
	const doubled = readBatcher(read);
	expect(await Promise.all([1, 2, 1].map(doubled))).toEqual([2, 4, 2]);
	expect(await doubled(1)).toBe(2);
	expect(read.mock.calls).toEqual([[[1, 2, 1]], [[1]]]);
});

test('asks for a hundred at most', async () => {
	const sizes: number[] = [];
	const read = readBatcher(async (ids: number[]) => {
		sizes.push(ids.length);
		return ids;
	});
	await Promise.all(Array.from({ length: 150 }, (_, n) => read(n)));
	expect(sizes).toEqual([100, 50]);
});

test('tells everybody who waited that it failed, and asks anew for the next', async () => {
	let isAway = true;
	const read = readBatcher(async (ids: number[]) => {
		if (isAway) throw new Error('away');
		return ids;
	});
	const outcomes = await Promise.allSettled([read(1), read(2)]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	isAway = false;
	expect(await read(1)).toBe(1);
});
