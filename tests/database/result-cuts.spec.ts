import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';

const { sql } = await openStack();

describe('the months with which a published period may begin', () => {
	const least = 5;
	/** As results() was first written: over all months of a place at once. */
	const cutsByWindows = async (months: number[], counts: number[]) => {
		const [row] = await sql<{ cuts: boolean[] }[]>`
			with monthly as (
				select * from unnest(${months}::int[], ${counts}::int[]) as m (month, n)
			), running as (
				select m.*, sum(n) over (order by month) - n as before, sum(n) over (partition by month / 12 order by month) - n as year_before,
					sum(n) over (partition by month / 12) as whole_year
				from monthly m
			), aligned as (
				select r.*, whole_year >= ${least} and (year_before = 0 or (n >= ${least} and year_before >= ${least})) as is_aligned from running r
			)
			select coalesce(array_agg(cut order by month), '{}') as cuts from (
				select month, is_aligned or (before = 0 and min(before) filter (where is_aligned) over () >= ${least}) is not false as cut
				from aligned) c`;
		return row?.cuts ?? [];
	};
	const series = fc.uniqueArray(fc.integer({ min: 24_300, max: 24_340 }), { maxLength: 20 }).chain((months) =>
		fc.record({
			months: fc.constant(months.toSorted((a, b) => a - b)),
			counts: fc.array(fc.integer({ min: 1, max: 8 }), {
				minLength: months.length,
				maxLength: months.length
			})
		})
	);
	const upto = (counts: number[]) => {
		let sum = 0;
		return counts.map((count) => (sum += count));
	};

	it('are what the rule says, month for month', async () => {
		await fc.assert(
			fc.asyncProperty(series, async ({ months, counts }) => {
				const [row] = await sql<
					{ cuts: boolean[] }[]
				>`select private.cuts_of(${months}::int[], ${upto(counts)}::int[]) as cuts`;
				expect(row?.cuts).toEqual(await cutsByWindows(months, counts));
			}),
			{ numRuns: process.env.TEST_FULL ? 1_000 : 150 }
		);
	});

	it('are found whichever way the months come together, and taken away again', async () => {
		await fc.assert(
			fc.asyncProperty(series, series, async (one, other) => {
				const [row] = await sql`
					with both_ways as (
						select private.merge_series(a.m, a.n, a.n, b.m, b.n, b.n) as ab, private.merge_series(b.m, b.n, b.n, a.m, a.n, a.n) as ba
						from (select ${one.months}::int[] as m, ${upto(one.counts)}::int[] as n) a,
							(select ${other.months}::int[] as m, ${upto(other.counts)}::int[] as n) b
					)
					select ab = ba as same, (ab).cuts = private.cuts_of((ab).months, (ab).n_upto) as cut, (ab).months,
						(private.merge_series((ab).months, (ab).n_upto, (ab).hits_upto, ${other.months}::int[],
							${upto(other.counts).map((n) => -n)}::int[], ${upto(other.counts).map((n) => -n)}::int[])).months as without
					from both_ways`;
				expect(row).toEqual({
					same: true,
					cut: true,
					months: [...new Set([...one.months, ...other.months])].sort((a, b) => a - b),
					without: one.months
				});
			}),
			{ numRuns: process.env.TEST_FULL ? 500 : 80 }
		);
	});
});
