import fc from 'fast-check';
import type postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { atSize } from '../support/sampling.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer', { region: world.regions.city });
const supervisor = await world.staff('supervisor', { region: world.regions.city });
const department = { officer: await world.staff('officer'), lead: await world.staff('department_lead') };
const system = '00000000-0000-0000-0000-000000000001';

/** What the totals hold beyond, or short of, a plain recount of the raw tables: every thing counted in every place it belongs to. */
async function differences() {
	return sql<{ measure: string; region_id: number; n: number; hits: number }[]>`
		with expected as (
			select a.id as region_id, d.department, c.category, h.channel, m.measure, m.month, m.days, sum(m.n)::int as n, sum(m.hits)::int as hits
			from private.measurements m
			join public.regions r on r.id = m.region_id
			join public.regions a on a.path operator(extensions.@>) r.path
			cross join lateral (select m.department union select '') d
			cross join lateral (select m.category union select '') c
			cross join lateral (select m.channel where m.measure = any (private.rates()) union select '') h
			group by 1, 2, 3, 4, 5, 6, 7
		)
		select measure, region_id, coalesce(t.n, 0) - coalesce(e.n, 0) as n, coalesce(t.hits, 0) - coalesce(e.hits, 0) as hits
		from expected e
		full join (
			select region_id, department, category, channel, measure, month, coalesce(d.days, -1) as days, coalesce(d.n, t.n) as n, coalesce(d.n, t.hits) as hits
			from private.totals t left join unnest(t.days, t.issues_by_days) d (days, n) on true where t.n <> 0 or t.hits <> 0
		) t using (region_id, department, category, channel, measure, month, days)
		where (coalesce(t.n, 0), coalesce(t.hits, 0)) is distinct from (coalesce(e.n, 0), coalesce(e.hits, 0))`;
}

const settle = () => sql`select private.count_everything()`;

/** As the worker does it at night; answers how much was wrong. */
async function recount(): Promise<number> {
	let wrong = 0;
	for (let after: string | null = '0'; after !== null;) {
		const [row]: { last_issue: string | null; repaired: number }[] =
			await sql`select last_issue, repaired from private.recount_issues(${after}, 50)`;
		wrong += row?.repaired ?? 0;
		after = row?.last_issue ?? null;
	}
	const slices = await sql<{ region: number; measure: string }[]>`
		select r.id as region, m as measure from public.regions r cross join unnest(private.measures()) m`;
	for (const { region, measure } of slices) {
		const [row] = await sql<
			{ repaired: number }[]
		>`select private.recount_totals(${region}, ${measure}) as repaired`;
		wrong += row?.repaired ?? 0;
	}
	return wrong;
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

describe('the totals', () => {
	it('are what a plain recount gives, whatever happened', { tags: ['sampled'] }, async () => {
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
				await settle();
				expect(await differences()).toEqual([]);
			}),
			{ numRuns: atSize(12, 60), examples: [missedTwice] }
		);
		const [counted] = await sql`
			select count(distinct measure)::int as measures, count(distinct month)::int as months,
				count(distinct measure) filter (where measure = any (private.standing()))::int as standing
			from private.totals where n > 0`;
		expect(counted?.measures).toBeGreaterThan(12);
		expect(counted?.months).toBeGreaterThan(2);
		expect(counted?.standing).toBe(5);
	});

	it('are right when many act on the same issues while they are counted', async () => {
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
			const counting = [
				settle().execute(),
				settle().execute(),
				sql`select private.count_changes(1)`.execute()
			];
			const outcomes = await Promise.all(
				issues.flatMap((issue) => names.map((name) => codeOf(acts[name]?.(issue) ?? Promise.resolve())))
			);
			await Promise.all(counting);
			expect(outcomes.filter((outcome) => /deadlock/.test(outcome))).toEqual([]);
		}
		await settle();
		expect(await differences()).toEqual([]);
		expect(await sql`select * from private.changed_issues`).toEqual([]);
	});

	it('cost a commit one note of the issue, and wait for nobody who counts', async () => {
		const { id } = await world.publishedIssue();
		await settle();
		await sql.begin(async (counting) => {
			await counting`select private.lock_counting(true)`;
			await acts['assign water']?.(id);
			expect(await counting`select private.count_changes(10)`).not.toEqual([{ count_changes: null }]);
			expect(await sql`select private.count_changes(10) as taken`).toEqual([{ taken: null }]);
		});
		await settle();
		expect(await differences()).toEqual([]);
	});

	it.each([
		['issues', 'update public.issues set version = version where id = $1'],
		['clocks', 'update public.clocks set due_at = due_at where issue_id = $1'],
		['responses', 'update public.responses set round = round where issue_id = $1'],
		[
			'ratings',
			'update public.ratings set rated_at = rated_at where response_id in (select id from public.responses where issue_id = $1)'
		],
		['issue_counters', 'update public.issue_counters set votes = votes where issue_id = $1'],
		[
			'issue_events',
			`insert into public.issue_events (issue_id, kind, round, actor_role, visibility) values ($1, 'flag_left', 1, 'rule', 'internal')`
		],
		[
			'repeat_members',
			`with made as (insert into public.repeat_groups (category_key) values ('other') returning id)
			insert into public.repeat_members (issue_id, group_id) select $1, id from made`
		]
	])('hear of a write to %s alone', async (_, write) => {
		const { id } = await world.assignedIssue();
		await world.answer(id, { saysResolved: true });
		await rate(id, true, 5);
		await settle();
		await sql.unsafe(write, [id]);
		const notes = await sql`select distinct issue_id::int as id from private.changed_issues`;
		expect([...notes]).toEqual([{ id }]);
		await settle();
	});

	it('spoiled in a thousand places are repaired while twenty write, and equal a recount afterwards', async () => {
		const spoiled = 1_000;
		const issues = (await Promise.all(Array.from({ length: 7 }, threeIssues))).flat().slice(0, 20);
		for (const issue of issues) await acts.publish?.(issue);
		await settle();
		// Rows that should not be there are spoiled as much as those that say too much.
		const wrong = await sql`
			with changed as (
				update private.totals t set n = t.n + 3, hits = t.hits + 1
				where t.ctid = any (array(select ctid from private.totals where n > 0 order by md5(ctid::text) limit ${spoiled - 100}))
				returning 1
			), added as (
				insert into private.totals (region_id, department, category, channel, measure, month, n, hits, days, issues_by_days)
				select region_id, department, category, channel, measure, '1999-01-01', 2, 1, '{}', '{}' from private.totals
				where month > '-infinity' limit ${spoiled - 100} on conflict do nothing returning 1
			)
			select (select count(*) from changed)::int + (select count(*) from added)::int as count`;
		expect(wrong[0]?.count).toBeGreaterThanOrEqual(spoiled);
		await sql`delete from private.facts where issue_id = ${issues[0] ?? 0}`;

		let isOver = false;
		const outcomes: string[] = [];
		const writers = issues.map(async (issue) => {
			for (let turn = 0; !isOver; turn += 1) {
				const act = acts[usual[turn % usual.length] ?? ''];
				outcomes.push(await codeOf(act?.(issue) ?? Promise.resolve()));
			}
		});
		const repaired = await recount();
		isOver = true;
		await Promise.all(writers);
		expect(outcomes.filter((outcome) => outcome === 'accepted').length).toBeGreaterThan(20);
		expect(outcomes.filter((outcome) => /deadlock|duplicate/.test(outcome))).toEqual([]);
		expect(repaired).toBeGreaterThanOrEqual(spoiled);
		await settle();
		expect(await differences()).toEqual([]);
		expect(await recount()).toBe(0);
	});

	it('filled from nothing are the same', async () => {
		await sql`delete from private.totals`;
		await sql`delete from private.facts`;
		await sql`select private.fill_facts(0, (select max(id) from public.issues))`;
		expect(await recount()).toBeGreaterThan(0);
		expect(await differences()).toEqual([]);
	});
});
