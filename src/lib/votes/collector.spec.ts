import { describe, expect, test } from 'vitest';
import { ballotCollector, type Ballot } from './collector.ts';

const ballot = (accountId: string): Ballot => ({ issueId: 1, accountId });

describe('the collector of ballots', () => {
	test('writes those that come together at once, and gives each its own outcome', async () => {
		const batches: string[][] = [];
		const cast = ballotCollector(async (ballots) => {
			batches.push(ballots.map((one) => one.accountId));
			return ballots.map((one) => `counted ${one.accountId}`);
		});
		expect(await Promise.all(['a', 'b', 'c'].map((who) => cast(ballot(who))))).toEqual([
			'counted a',
			'counted b',
			'counted c'
		]);
		expect(batches).toEqual([['a', 'b', 'c']]);
	});

	test('lets nobody hear back before the write, and gathers the next batch meanwhile', async () => {
		let commit = () => {};
		const sizes: number[] = [];
		const cast = ballotCollector(async (ballots) => {
			sizes.push(ballots.length);
			await new Promise<void>((resolve) => (commit = resolve));
			return ballots.map(() => 'counted');
		});
		let heard = false;
		const first = cast(ballot('a')).then(() => (heard = true));
		await new Promise((done) => setTimeout(done, 20));
		const others = ['b', 'c'].map((who) => cast(ballot(who)));
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
		const cast = ballotCollector(
			async (ballots) => {
				sizes.push(ballots.length);
				return ballots.map(() => 'counted');
			},
			{ largestBatch: 2 }
		);
		await Promise.all(['a', 'b', 'c'].map((who) => cast(ballot(who))));
		expect(sizes).toEqual([2, 1]);
	});

	test('tells everybody of a batch that failed, and goes on', async () => {
		let broken = true;
		const cast = ballotCollector(async (ballots) => {
			if (broken) throw new Error('gone');
			return ballots.map(() => 'counted');
		});
		const results = await Promise.allSettled([cast(ballot('a')), cast(ballot('b'))]);
		expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
		broken = false;
		expect(await cast(ballot('a'))).toBe('counted');
	});
});
