import { describe, expect, test } from 'vitest';
import { batcher } from './batcher.ts';
import { DomainError } from '../errors.ts';

describe('the batcher', () => {
	test('writes those that come together at once, and gives each its own outcome', async () => {
		const batches: string[][] = [];
		const cast = batcher(async (ballots: string[]) => {
			batches.push([...ballots]);
			return ballots.map((one) => `counted ${one}`);
		});
		expect(await Promise.all(['a', 'b', 'c'].map((who) => cast(who)))).toEqual([
			'counted a',
			'counted b',
			'counted c'
		]);
		expect(batches).toEqual([['a', 'b', 'c']]);
	});

	test('lets nobody hear back before the write, and gathers the next batch meanwhile', async () => {
		let commit = () => {};
		const sizes: number[] = [];
		const cast = batcher(
			async (ballots: string[]) => {
				sizes.push(ballots.length);
				await new Promise<void>((resolve) => (commit = resolve));
				return ballots.map(() => 'counted');
			},
			{ lanes: 1 }
		);
		let heard = false;
		const first = cast('a').then(() => (heard = true));
		await new Promise((done) => setTimeout(done, 20));
		const others = ['b', 'c'].map((who) => cast(who));
		expect(heard).toBe(false);
		commit();
		await first;
		await new Promise((done) => setTimeout(done, 5));
		commit();
		await Promise.all(others);
		expect(sizes).toEqual([1, 2]);
	});

	test('keeps to its largest batch', async () => {
		const sizes: number[] = [];
		const cast = batcher(
			async (ballots: string[]) => {
				sizes.push(ballots.length);
				return ballots.map(() => 'counted');
			},
			{ pace: () => ({ largestBatch: 2 }) }
		);
		await Promise.all(['a', 'b', 'c'].map((who) => cast(who)));
		expect(sizes).toEqual([2, 1]);
	});

	test('leaves the machine to others between its batches when it is told to', async () => {
		const began: number[] = [];
		const ended: number[] = [];
		const cast = batcher(
			async (ballots: string[]) => {
				began.push(performance.now());
				await new Promise((done) => setTimeout(done, 20));
				ended.push(performance.now());
				return ballots.map(() => 'counted');
			},
			{ lanes: 1, pace: () => ({ largestBatch: 1, rest: 2 }) }
		);
		await Promise.all(['a', 'b'].map((who) => cast(who)));
		expect((began[1] ?? 0) - (ended[0] ?? 0)).toBeGreaterThan(35);
	});

	test('never rests long, however long a batch took', async () => {
		const began: number[] = [];
		const cast = batcher(
			async (ballots: string[]) => {
				began.push(performance.now());
				await new Promise((done) => setTimeout(done, 50));
				return ballots.map(() => 'counted');
			},
			{ lanes: 1, pace: () => ({ largestBatch: 1, rest: 100 }) }
		);
		await Promise.all(['a', 'b'].map((who) => cast(who)));
		expect((began[1] ?? 0) - (began[0] ?? 0)).toBeLessThan(1_000);
	});

	test('lets one bad ballot harm no other', async () => {
		const written: string[] = [];
		const cast = batcher(async (ballots: string[]) => {
			if (ballots.some((one) => one === 'bad')) throw new Error('bad row');
			written.push(...ballots);
			return ballots.map(() => 'counted');
		});
		const people = ['a', 'b', 'bad', 'c', 'd'];
		const results = await Promise.allSettled(people.map((who) => cast(who)));
		expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true]);
		expect(written).toEqual(['a', 'b', 'c', 'd']);
	});

	test('asks a database that is gone only once for all', async () => {
		let asked = 0;
		const cast = batcher(async () => {
			asked++;
			throw new DomainError('database_unavailable', 503);
		});
		const results = await Promise.allSettled(['a', 'b', 'c'].map((who) => cast(who)));
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		expect(asked).toBe(1);
	});

	test('tells those who wait behind as well, at once', async () => {
		let fail = () => {};
		const cast = batcher(
			(ballots: string[]) =>
				new Promise<string[]>((resolve, reject) => {
					fail = () => reject(new DomainError('database_unavailable', 503));
					if (ballots.length === 0) resolve([]);
				}),
			{ lanes: 1 }
		);
		const first = cast('a');
		await new Promise((done) => setTimeout(done, 20));
		const second = cast('b');
		fail();
		await expect(first).rejects.toMatchObject({ status: 503 });
		await expect(second).rejects.toMatchObject({ status: 503 });
	});

	test('tells those who come to a full queue to come again', async () => {
		const cast = batcher(async (ballots: string[]) => ballots.map(() => 'counted'), {
			longestQueue: 2,
			fullCode: 'vote_queue_full'
		});
		const results = await Promise.allSettled(['a', 'b', 'c'].map((who) => cast(who)));
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
		expect(results[2]).toMatchObject({ reason: { code: 'vote_queue_full', status: 503 } });
	});

	test('tells everybody of a batch that failed, and goes on', async () => {
		let broken = true;
		const cast = batcher(async (ballots: string[]) => {
			if (broken) throw new Error('gone');
			return ballots.map(() => 'counted');
		});
		const results = await Promise.allSettled([cast('a'), cast('b')]);
		expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
		broken = false;
		expect(await cast('a')).toBe('counted');
	});
});
