import fc from 'fast-check';
import type postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer', { region: world.regions.city });
const supervisor = await world.staff('supervisor', { region: world.regions.city });
const department = { officer: await world.staff('officer'), lead: await world.staff('department_lead') };
const system = '00000000-0000-0000-0000-000000000001';

/** What the sums hold beyond, or short of, a recount from the raw tables: every fact in every place it belongs to. */
async function differences() {
	return sql<{ held: string; measure: string; region_id: number; n: number; hits: number }[]>`
		with expected as (
			select a.id as region_id, a.is_own, d.department, c.category, h.channel, m.measure, m.month, m.value, m.n, m.hits
			from private.measurements m
			join public.regions r on r.id = m.region_id
			join lateral (
				select a.id, false as is_own from public.regions a where a.path operator(extensions.@>) r.path
				union all
				select r.id, true where m.measure = any (private.rates()) and exists (select from public.regions b where b.parent_id = r.id)
			) a on true
			cross join lateral (select m.department union select '') d
			cross join lateral (select m.category union select '') c
			cross join lateral (select m.channel union select '') h
		), sums as (
			select region_id, is_own, department, category, channel, measure, month, sum(n)::int as n, sum(hits)::int as hits
			from expected group by 1, 2, 3, 4, 5, 6, 7
		), days as (
			select region_id, is_own, department, category, channel, measure, month, array_agg(array[value, n] order by value) as days
			from (
				select region_id, is_own, department, category, channel, measure, month, value, sum(n)::int as n
				from expected where value is not null group by 1, 2, 3, 4, 5, 6, 7, 8) v
			group by 1, 2, 3, 4, 5, 6, 7
		), series as (
			select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure, make_date(m / 12, m % 12 + 1, 1) as month,
				s.n_upto[k] - coalesce(s.n_upto[k - 1], 0) as n, s.hits_upto[k] - coalesce(s.hits_upto[k - 1], 0) as hits
			from private.result_series s cross join lateral unnest(s.months) with ordinality as u (m, k)
		)
		select 'cells' as held, measure, region_id, coalesce(c.n, 0) - coalesce(e.n, 0) as n, coalesce(c.hits, 0) - coalesce(e.hits, 0) as hits
		from (
			select * from sums left join days using (region_id, is_own, department, category, channel, measure, month)
			where measure = 'days' or measure <> all (private.rates())) e
		full join private.result_cells c using (region_id, is_own, department, category, channel, measure, month)
		where (coalesce(c.n, 0), coalesce(c.hits, 0), c.days) is distinct from (coalesce(e.n, 0), coalesce(e.hits, 0), e.days)
		union all
		select 'series', measure, region_id, coalesce(c.n, 0) - coalesce(e.n, 0), coalesce(c.hits, 0) - coalesce(e.hits, 0)
		from (select * from sums where measure = any (private.rates())) e
		full join series c using (region_id, is_own, department, category, channel, measure, month)
		where (coalesce(c.n, 0), coalesce(c.hits, 0)) is distinct from (coalesce(e.n, 0), coalesce(e.hits, 0))`;
}

async function refresh() {
	await sql`select private.count_overdue('100 years')`;
	await sql`select private.count_votes(1000)`;
}

type Act = (issue: number) => Promise<unknown>;
type Call = (as: postgres.TransactionSql) => Promise<unknown>;
const by = (account: string, call: Call) => callAs(sql, account, call);

async function authorOf(issue: number): Promise<string> {
	const [row] = await sql<{ author_id: string }[]>`
		select author_id from private.issue_origins where issue_id = ${issue}`;
	return row?.author_id ?? '';
}
async function rate(issue: number, solved: boolean | null, satisfaction: number) {
	const [response] = await sql<{ id: number }[]>`
		select id from public.responses where issue_id = ${issue} order by round desc limit 1`;
	const author = await authorOf(issue);
	await by(
		author,
		(as) => as`select public.rate_response(response => ${response?.id ?? 0}, seen_revision => 1,
			satisfaction => ${satisfaction}, solved => ${solved}, to_the_point => ${satisfaction > 2})`
	);
}

/** What people do with an issue; what its status does not allow is refused, and then nothing may be counted. */
const acts: Record<string, Act> = {
	publish: (issue) =>
		by(
			intake,
			(as) =>
				as`select public.publish_issue(${issue}, (select version from public.issues where id = ${issue}))`
		),
	'publish elsewhere': (issue) =>
		by(
			intake,
			(
				as
			) => as`select public.publish_issue(${issue}, (select version from public.issues where id = ${issue}),
				region => ${world.regions.other}, category => 'jobs')`
		),
	reject: (issue) => by(intake, (as) => as`select public.reject_issue(${issue}, 'unclear')`),
	appeal: async (issue) =>
		by(await authorOf(issue), (as) => as`select public.appeal_issue(${issue}, '请再看一看这件事')`),
	'assign water': (issue) => by(intake, (as) => as`select public.assign_issue(${issue}, 'water')`),
	'assign roads': (issue) => by(intake, (as) => as`select public.assign_issue(${issue}, 'roads')`),
	return: (issue) => by(department.officer, (as) => as`select public.return_issue(${issue}, '不归我们管')`),
	answer: (issue) => world.answer(issue),
	'answer and resolve': (issue) => world.answer(issue, { saysResolved: true }),
	'rate well': (issue) => rate(issue, true, 5),
	'rate badly': (issue) => rate(issue, false, 1),
	'rate half': (issue) => rate(issue, null, 3),
	reopen: (issue) => by(supervisor, (as) => as`select public.reopen_issue(${issue}, '还没有解决')`),
	withdraw: async (issue) => by(await authorOf(issue), (as) => as`select public.withdraw_issue(${issue})`),
	vote: async (issue) => world.vote(issue, await world.residents(2)),
	merge: async (issue) => {
		const { id } = await world.publishedIssue();
		await by(intake, (as) => as`select public.merge_issue(${issue}, ${id}, '')`);
	},
	'undo the merge': (issue) => by(intake, (as) => as`select public.unmerge_issue(${issue}, '')`),
	'tell again': async (issue) => {
		const { id } = await world.publishedIssue();
		await by(intake, (as) => as`select public.group_repeats(${[issue, id]}::bigint[], 'other')`);
	},
	'no repeat': (issue) => by(intake, (as) => as`select public.remove_repeat(${issue})`),
	'import another': (issue) =>
		by(
			'service',
			(as) =>
				as`select * from public.import_issues(${JSON.stringify([
					{
						external_id: `of-${issue}-${Date.now()}`,
						title: '路灯不亮已经一个月',
						body: '晚上看不见路',
						title_original: '路灯不亮已经一个月',
						body_original: '晚上看不见路',
						mask_version: 1,
						tokens: ['路灯'],
						tokenizer_version: 1,
						region_id: world.regions.town,
						category_key: 'transport',
						told_at: '2025-01-02T03:04:05Z',
						likes: 7,
						reply: '已于当月修复并恢复照明。',
						reply_original: '已于当月修复并恢复照明。',
						reply_tokens: [],
						replied_at: '2025-02-02T03:04:05Z'
					}
				])}, 'hotline', 'histories', ${system}, 'water', true)`
		)
};
/** How an issue usually goes; a history begins somewhere on this way for each. */
const usual = [
	'publish',
	'assign water',
	'answer and resolve',
	'vote',
	'rate badly',
	'assign water',
	'answer',
	'rate well'
];
const step = fc.record({
	issue: fc.nat(2),
	act: fc.oneof(fc.constantFrom(...usual), fc.constantFrom(...Object.keys(acts))),
	daysLater: fc.constantFrom(0, 0, 1, 9, 40)
});

const begun = fc.tuple(fc.nat(usual.length), fc.nat(usual.length), fc.nat(usual.length));

/** One department lets the deadline pass and says it is not theirs; the next lets it pass as well. */
const missedTwice: [[number, number, number], { issue: number; act: string; daysLater: number }[]] = [
	[2, 0, 0],
	[
		{ issue: 0, act: 'return', daysLater: 40 },
		{ issue: 0, act: 'assign roads', daysLater: 0 },
		{ issue: 1, act: 'publish', daysLater: 40 }
	]
];

async function threeIssues(): Promise<number[]> {
	const made = await Promise.all([
		world.issue(),
		world.issue({ region: world.regions.other }),
		world.issue({ region: world.regions.county })
	]);
	return made.map(({ id }) => id);
}

describe('the cells of the results', () => {
	it('are what a recount of the raw tables gives, whatever happened', async () => {
		let today = Date.now();
		await fc.assert(
			fc.asyncProperty(begun, fc.array(step, { maxLength: 16 }), async (reached, history) => {
				const issues = await threeIssues();
				const first = reached.flatMap((upTo, issue) =>
					usual.slice(0, upTo).map((act) => ({ issue, act, daysLater: 0 }))
				);
				for (const { issue, act, daysLater } of [...first, ...history]) {
					today += daysLater * 86_400_000;
					await stack.freezeClock(new Date(today));
					await codeOf(acts[act]?.(issues[issue] ?? 0) ?? Promise.resolve());
				}
				await refresh();
				expect(await differences()).toEqual([]);
			}),
			{ numRuns: process.env.TEST_FULL ? 60 : 12, examples: [missedTwice] }
		);
		const [counted] =
			await sql`select count(distinct measure)::int as measures from private.result_cells where n > 0`;
		expect(counted?.measures).toBeGreaterThan(4);
		const [rated] = await sql`
			select count(distinct measure)::int as measures, max(cardinality(months)) as months, bool_or(is_own) as of_their_own
			from private.result_series where n_upto[1] > 0`;
		expect(rated).toMatchObject({ measures: 7, of_their_own: true });
		expect(rated?.months).toBeGreaterThan(2);
	});

	it('are right when many act on the same issues at once', async () => {
		const issues = await threeIssues();
		for (const issue of issues) await acts.publish?.(issue);
		const names = [
			'assign water',
			'answer',
			'rate badly',
			'rate half',
			'rate well',
			'return',
			'withdraw',
			'import another'
		];
		for (let round = 0; round < 6; round += 1) {
			// A recount that runs meanwhile neither loses nor doubles anything.
			const recount = sql`select private.recount_sums()`.execute();
			const outcomes = await Promise.all(
				issues.flatMap((issue) => names.map((name) => codeOf(acts[name]?.(issue) ?? Promise.resolve())))
			);
			await recount;
			expect(outcomes.filter((outcome) => /deadlock/.test(outcome))).toEqual([]);
		}
		await refresh();
		expect(await differences()).toEqual([]);
		expect(await sql`select * from private.touched_issues`).toEqual([]);
	});

	it('that went wrong are found and put right by a recount', async () => {
		await sql`update private.result_cells set n = n + 3, days = null where measure in ('published', 'days')`;
		await sql`update private.result_series set n_upto = n_upto || 1, hits_upto = hits_upto || 1, months = months || 25000, cuts = cuts || false
			where measure = 'satisfied'`;
		await sql`update private.result_series set cuts = array_fill(false, array[cardinality(cuts)]) where measure = 'days'`;
		await sql`update private.counted_issues set facts = '{}' where issue_id = (select min(issue_id) from private.counted_issues where facts <> '{}')`;
		const [{ repaired = 0 } = {}] = await sql<{ repaired: number }[]>`
			select repaired from private.recount_issues(0, 100000)`;
		expect(repaired).toBe(1);
		const [{ cells = 0 } = {}] = await sql<
			{ cells: number }[]
		>`select private.note_recount(${repaired}) as cells`;
		expect(cells).toBeGreaterThan(0);
		expect(await differences()).toEqual([]);
		const [again] = await sql`select private.note_recount(0) as cells`;
		expect(again?.cells).toBe(0);
	});

	it('leave what was counted at a region its own when the first others come below it', async () => {
		const own = () => sql`
			select measure, n_upto from private.result_series
			where region_id = ${world.regions.town} and is_own order by department, category, channel, measure`;
		expect(await own()).toEqual([]);
		await sql`
			insert into public.regions (parent_id, key, level, name_zh, name_en)
			select ${world.regions.town}, k, 5, k, k from unnest(array['east_village', 'west_village']) k`;
		expect(await own()).not.toEqual([]);
		expect(await differences()).toEqual([]);
		await sql`
			insert into public.regions (parent_id, key, level, name_zh, name_en)
			values (${world.regions.town}, 'late_village', 5, '晚村', 'Late village')`;
		expect(await differences()).toEqual([]);
	});

	it('built from nothing are the same', async () => {
		await sql`select private.rebuild_results()`;
		expect(await differences()).toEqual([]);
	});
});
