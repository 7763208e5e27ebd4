import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildFigureWorld, giveRatings, type Answer, type GivenRating } from '../support/figures.ts';
import { atSize } from '../support/sampling.ts';
import { openStack } from '../support/stack.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildFigureWorld(sql);
const minimum = 5;
const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'];

interface Query {
	from: string;
	to: string;
	town?: number;
	department?: number;
	category?: number;
	by?: 'all' | 'month' | 'department' | 'region' | 'category' | 'channel';
}
interface Cell {
	key: string;
	measure: string;
	numerator: number | null;
	n: number;
	value: number | null;
}

/** As a visitor gets it. */
async function ask({ from, to, town, department, category, by = 'all' }: Query): Promise<Cell[]> {
	await sql`select private.count_everything()`;
	return sql.begin(async (transaction) => {
		await transaction`set local role anon`;
		return transaction<Cell[]>`
			select group_key as key, measure, numerator, denominator as n, value
			from public.results(${`${from}-01`}, ${`${to}-01`},
				${town === undefined ? world.region : (world.towns[town]?.id ?? null)},
				${department === undefined ? null : (world.departments[department] ?? null)},
				${category === undefined ? null : (world.categories[category] ?? null)}, ${by})`;
	}) as Promise<Cell[]>;
}

async function satisfied(query: Query): Promise<Cell[]> {
	return (await ask(query)).filter(({ measure }) => measure === 'satisfied');
}

const year = { from: '2026-01', to: '2026-12' };
const answerOf = (place: Partial<Answer>) =>
	world.answers.find((answer) =>
		Object.entries(place).every(([name, value]) => answer[name as keyof Answer] === value)
	) ?? expect.fail('no such answer');
const times = (
	count: number,
	rating: Partial<GivenRating> & { place?: Partial<Answer> } = {}
): GivenRating[] =>
	Array.from({ length: count }, () => ({
		answer: answerOf(rating.place ?? {}),
		month: rating.month ?? '2026-03',
		satisfaction: rating.satisfaction ?? 5,
		solved: rating.solved ?? null
	}));

describe('a known small world', () => {
	it('gives a rate with its numerator and n: 3 and up count as satisfied', async () => {
		const given = [5, 4, 3, 2, 1, 1].map((satisfaction) => times(1, { satisfaction })).flat();
		await giveRatings(sql, given);
		expect(await satisfied(year)).toEqual([
			{ key: 'all', measure: 'satisfied', numerator: 3, n: 6, value: 0.5 }
		]);
	});

	it('counts only ratings that answered whether it is solved', async () => {
		await giveRatings(sql, [...times(5, { solved: true }), ...times(2, { solved: false }), ...times(3)]);
		const [solved] = (await ask(year)).filter(({ measure }) => measure === 'solved');
		expect(solved).toMatchObject({ numerator: 5, n: 7, value: 0.7143 });
	});

	it('gives no rate below five, but the counts', async () => {
		await giveRatings(sql, [...times(3), ...times(1, { satisfaction: 1 })]);
		expect(await satisfied(year)).toEqual([
			{ key: 'all', measure: 'satisfied', numerator: 3, n: 4, value: null }
		]);
	});

	it('shows every number whatever its neighbours are: nothing is held back against subtraction', async () => {
		await giveRatings(sql, [
			...times(9, { place: { department: 0 } }),
			...times(7, { place: { department: 1 } }),
			...times(3, { place: { department: 2 } })
		]);
		const byDepartment = await satisfied({ ...year, by: 'department' });
		expect(byDepartment.map(({ key, n, value }) => [key, n, value])).toEqual([
			['roads', 7, 1],
			['schools', 3, null],
			['water', 9, 1]
		]);
		expect(await satisfied(year)).toMatchObject([{ n: 19, value: 1 }]);
		// The same whether it stands in a table or is asked for through a filter.
		expect(await satisfied({ ...year, department: 2 })).toMatchObject([{ n: 3, value: null }]);
	});

	it('keeps what was told at a region itself apart from the regions below it', async () => {
		const [own] = await sql<{ id: number }[]>`
			update public.issues i set region_id = ${world.region}, path = 'figures'
			from public.responses r where r.id = ${answerOf({ town: 0 }).response} and i.id = r.issue_id returning i.id`;
		await giveRatings(sql, [...times(6), ...times(2, { place: { town: 1 } })]);
		const byRegion = await satisfied({ ...year, by: 'region' });
		expect(byRegion.map(({ key, n }) => [key, n])).toEqual([
			['figures', 6],
			['figures.south', 2]
		]);
		await sql`update public.issues set region_id = ${world.towns[0]?.id ?? 0}, path = ${world.towns[0]?.path ?? ''}::text::extensions.ltree
			where id = ${own?.id ?? 0}`;
	});

	it('leaves answers out that came with an import', async () => {
		const imported = answerOf({ town: 2 });
		await sql`update public.responses set is_imported = true where id = ${imported.response}`;
		await giveRatings(sql, [...times(6), ...times(6, { place: { town: 2 } })]);
		expect((await satisfied(year))[0]?.n).toBe(6);
		await sql`update public.responses set is_imported = false where id = ${imported.response}`;
	});

	it.each([
		['period_invalid', { from: '2026-05', to: '2026-04' }],
		['period_invalid', { from: '2010-01', to: '2026-04' }]
	])('refuses with %s', async (code, period) => {
		await expect(ask(period)).rejects.toThrow(code);
	});

	it('refuses a grouping and a region that it does not know', async () => {
		await expect(
			sql`select * from public.results('2026-01-01', '2026-02-01', null, null, null, 'x')`
		).rejects.toThrow('grouping_unknown');
		await expect(sql`select * from public.results('2026-01-01', '2026-02-01', 999999)`).rejects.toThrow(
			'region_unknown'
		);
	});
});

describe('the first answer', () => {
	beforeEach(async () => {
		await giveRatings(sql, []);
		await sql`delete from public.clocks`;
	});
	const clock = (started: string, due: string, met: string | null, ended: string | null = null) => sql`
		insert into public.clocks (issue_id, kind, round, department_key, started_at, due_at, met_at, ended_at)
		select issue_id, 'first_answer', 1, department_key, ${started}, ${due}, ${met}, ${ended}
		from public.responses where id not in (select r.id from public.responses r join public.clocks c on c.issue_id = r.issue_id)
		order by id limit 1`;

	it('counts when it was given or its deadline passed, and is in time on the due day', async () => {
		await stack.freezeClock('2026-06-30T04:00:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', '2026-03-31T15:59:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', '2026-03-31T16:00:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', '2026-03-11T00:00:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', '2026-03-21T00:00:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', null);
		// Returned after the due day: a miss all the same. Returned before: nobody owed it. Not due yet: not counted.
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', null, '2026-04-02T00:00:00Z');
		await clock('2026-03-01T00:00Z', '2026-03-31T15:59:59.999Z', null, '2026-03-12T00:00:00Z');
		await clock('2026-06-20T00:00Z', '2026-07-20T15:59:59.999Z', null);
		const cells = await ask(year);
		expect(cells.find(({ measure }) => measure === 'first_answer')).toMatchObject({
			numerator: 3,
			n: 6,
			value: 0.5
		});
		await stack.freezeClock(null);
	});

	it('took a median of days, never a mean', async () => {
		for (const day of ['02', '03', '05', '08', '31']) {
			await clock('2026-03-01T04:00Z', '2026-04-30T15:59:59.999Z', `2026-03-${day}T04:00:00Z`);
		}
		const cells = await ask(year);
		expect(cells.find(({ measure }) => measure === 'days')).toMatchObject({
			numerator: null,
			n: 5,
			value: 4
		});
	});
});

describe('whatever the ratings, the filters and the period', () => {
	const groupings = ['month', 'department', 'region', 'category', 'channel'] as const;
	const ratings = fc.array(
		fc.record({
			answer: fc.constantFrom(...world.answers),
			month: fc.constantFrom(...months),
			satisfaction: fc.integer({ min: 1, max: 5 })
		}),
		{ maxLength: 40 }
	);
	const scope = fc.record(
		{
			town: fc.constantFrom(0, 1, 2),
			department: fc.constantFrom(0, 1, 2),
			category: fc.constantFrom(0, 1)
		},
		{ requiredKeys: [] }
	);
	const period = fc
		.tuple(fc.nat(months.length - 1), fc.nat(months.length - 1))
		.map((ends) => ({ from: months[Math.min(...ends)] ?? '', to: months[Math.max(...ends)] ?? '' }));

	/** What a reader of the raw ratings would count. */
	function counted(given: GivenRating[], { from, to, town, department, category }: Query) {
		const inside = given.filter(
			({ answer, month }) =>
				month >= from &&
				month <= to &&
				(town === undefined || answer.town === town) &&
				(department === undefined || answer.department === department) &&
				(category === undefined || answer.category === category)
		);
		return { n: inside.length, numerator: inside.filter(({ satisfaction }) => satisfaction >= 3).length };
	}

	it(
		'every number is what the raw ratings give, a rate from five on, and the rows of a table are its total',
		{ tags: ['sampled'] },
		async () => {
			await fc.assert(
				fc.asyncProperty(
					ratings,
					scope,
					period,
					fc.constantFrom(...groupings),
					async (given, where, when, by) => {
						await giveRatings(sql, given);
						const expected = counted(given, { ...where, ...when });
						const [total] = await satisfied({ ...where, ...when });
						expect({ n: total?.n ?? 0, numerator: total?.numerator ?? 0 }).toEqual(expected);
						const rows = await satisfied({ ...where, ...when, by });
						expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(expected.n);
						for (const { numerator, n, value } of [...rows, ...(total ? [total] : [])]) {
							expect(n).toBeGreaterThan(0);
							expect(value).toBe(n < minimum ? null : Math.round(((numerator ?? 0) / n) * 10_000) / 10_000);
						}
					}
				),
				{ numRuns: atSize(25, 150) }
			);
		}
	);
});
