import { describe, expect, test } from 'vitest';
import { notifyPublicChanges } from './public-changes.ts';
import { cached } from './cached.ts';

describe('remember', () => {
	test('loads once while fresh, gives the aged answer once while it fetches anew', async () => {
		let time = 0;
		let calls = 0;
		const recall = cached(60, async (key: string) => `${key}${++calls}`, { now: () => time });
		expect(await Promise.all([recall('a'), recall('a')])).toEqual(['a1', 'a1']);
		time = 59_999;
		expect(await recall('a')).toBe('a1');
		time = 60_000;
		expect(await recall('a')).toBe('a1');
		await Promise.resolve();
		expect(await recall('a')).toBe('a2');
		time = 180_000;
		expect(await recall('a')).toBe('a3');
	});

	test('does not keep a failure, and keeps the aged answer when the source is gone', async () => {
		let time = 0;
		let broken = true;
		const recall = cached(
			1,
			async () => {
				if (broken) throw new Error('gone');
				return 'here';
			},
			{ now: () => time }
		);
		await expect(recall(1)).rejects.toThrow('gone');
		broken = false;
		expect(await recall(1)).toBe('here');
		broken = true;
		time = 5000;
		expect(await recall(1)).toBe('here');
		await new Promise((done) => setTimeout(done, 0));
		expect(await recall(1)).toBe('here');
	});

	test('keeps no more than its limit', async () => {
		const calls: number[] = [];
		const recall = cached(60, async (key: number) => calls.push(key), { limit: 2 });
		for (const key of [1, 2, 3, 2, 1]) await recall(key);
		expect(calls).toEqual([1, 2, 3, 1]);
	});

	test('forgets when one of its topics changes, also what is being loaded', async () => {
		const loads: ((value: string) => void)[] = [];
		const recall = cached(60, (_: 'one') => new Promise<string>((done) => loads.push(done)), {
			until: ['figures']
		});
		const tell = (...changes: string[][]) =>
			notifyPublicChanges({ changes: changes.map((topics) => new Set(topics)), began: 0 });
		const early = recall('one');
		tell(['issues']);
		const joined = recall('one');
		expect(loads).toHaveLength(1);
		tell(['issues'], ['figures']);
		const late = recall('one');
		expect(loads).toHaveLength(2);
		loads[0]?.('old');
		expect(await Promise.all([early, joined])).toEqual(['old', 'old']);
		loads[1]?.('new');
		expect(await late).toBe('new');
		expect(await recall('one')).toBe('new');
		notifyPublicChanges({ changes: null, began: 0 });
		void recall('one');
		expect(loads).toHaveLength(3);
	});
});
