import { beforeAll, describe, expect, it } from 'vitest';
import { newVisitor, openBrowser, type Visitor } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { cookieFor, demoAccount } from '../support/session.ts';

const portal = await openPortal({ worker: false });
const { sql } = portal;
const browser = await openBrowser();

const stages = ['waits_for_intake', 'in_hand', 'owes_answer', 'overdue', 'done'] as const;
type Stage = (typeof stages)[number];
type Counts = Record<Stage, number>;

/** Who has how much, `intake` among the departments; counted from the rows themselves. */
interface Truth {
	all: Counts;
	of: Map<string, Counts>;
	/** What no public list shows. */
	hidden: Partial<Counts>;
}

async function countRows(): Promise<Truth> {
	const rows = await sql<(Counts & { holder: string })[]>`
		select case when i.stage in ('owes_answer', 'in_progress', 'done') then i.lead_department_key else 'intake' end as holder,
			count(*) filter (where i.stage = 'waits_for_intake')::int as waits_for_intake,
			count(*) filter (where i.stage in ('owes_answer', 'in_progress'))::int as in_hand,
			count(*) filter (where i.stage = 'owes_answer')::int as owes_answer,
			count(*) filter (where exists (select from private.overdue_clocks o where o.issue_id = i.id))::int as overdue,
			count(*) filter (where i.stage = 'done')::int as done
		from public.issues i where i.stage is not null group by 1`;
	const [hidden] = await sql<{ waits_for_intake: number; overdue: number }[]>`
		select count(*)::int as waits_for_intake,
			count(*) filter (where exists (select from private.overdue_clocks o where o.issue_id = i.id))::int as overdue
		from public.issues i where i.stage = 'waits_for_intake' and not i.is_public`;
	const all = Object.fromEntries(
		stages.map((stage) => [stage, rows.reduce((sum, row) => sum + row[stage], 0)])
	) as Counts;
	return { all, of: new Map(rows.map(({ holder, ...counts }) => [holder, counts])), hidden: hidden ?? {} };
}

const nothing: Counts = { waits_for_intake: 0, in_hand: 0, owes_answer: 0, overdue: 0, done: 0 };
const pick = (counts: Counts, ...wanted: Stage[]) =>
	Object.fromEntries(wanted.map((stage) => [stage, counts[stage]]));
const ofDepartments = ['in_hand', 'owes_answer', 'overdue', 'done'] as const;
const number = (text: string | null) => Number(/\d+/.exec(text ?? '')?.[0] ?? Number.NaN);

/** Somebody who reads pages: a visitor, or an account of the demo town with this role. */
async function reader(role?: string): Promise<Visitor> {
	const visitor = await newVisitor(browser, { baseURL: portal.url, scripting: 'without JavaScript' });
	if (role) {
		const cookie = await cookieFor(sql, await accountOf(role));
		await visitor.context.addCookies([{ ...cookie, url: portal.url }]);
	}
	return visitor;
}

async function accountOf(role: string): Promise<string> {
	if (role === 'resident') {
		const [resident] = await sql<{ id: string }[]>`
			select id from private.accounts where kind = 'resident' and erased_at is null order by created_at limit 1`;
		return resident?.id ?? '';
	}
	const [name, department] = role.split(' of ');
	if (!department) return demoAccount(sql, role);
	const [officer] = await sql<{ id: string }[]>`
		select account_id as id from public.role_grants
		where role = ${name ?? ''}::public.actor_role and department_key = ${department} and revoked_at is null limit 1`;
	return officer?.id ?? '';
}

/** The numbers of a row of links to the list. */
async function linked({ page }: Visitor, within = 'main'): Promise<Partial<Counts>> {
	const links = await page.locator(`${within} a[data-stage]`).all();
	return Object.fromEntries(
		await Promise.all(
			links.map(async (link) => [
				await link.getAttribute('data-stage'),
				number(await link.locator('strong').innerText())
			])
		)
	);
}

/** How many things stand on the pages of a list. */
async function listed({ page }: Visitor, path: string, thing: string): Promise<number> {
	await page.goto(path);
	let count = 0;
	for (let pages = 0; pages < 100; pages++) {
		count += await page.locator(thing).count();
		const next = await page.locator('a[rel=next]').all();
		if (!next[0]) return count;
		await page.goto((await next[0].getAttribute('href')) ?? '');
	}
	throw new Error(`${path} does not end.`);
}

const cells = async ({ page }: Visitor, rows: string) =>
	Promise.all(
		(await page.locator(rows).all()).map(async (row) =>
			(await row.locator('th, td').allInnerTexts()).map((cell) => cell.trim())
		)
	);

/** The count beside the label of each tab. */
async function tabs({ page }: Visitor): Promise<Record<string, number>> {
	const links = await page.locator('main nav a:has(span.numbers)').all();
	return Object.fromEntries(
		await Promise.all(
			links.map(async (link) => {
				const text = await link.innerText();
				return [text.replace(/\s*\d+\s*$/, ''), number(/\d+\s*$/.exec(text)?.[0] ?? null)];
			})
		)
	);
}

/** Walks every page that says one of the words, and compares what it says with the rows. */
async function walk(): Promise<Truth> {
	await sql`select private.count_everything()`;
	await portal.restart();
	const truth = await countRows();
	const departments = await sql<
		{ key: string; name: string }[]
	>`select key, name_zh as name from public.departments where is_active`;
	const counts = (holder: string) => truth.of.get(holder) ?? nothing;
	const visitor = await reader();
	const { page } = visitor;

	await page.goto('/');
	expect(await linked(visitor), 'home').toEqual(truth.all);
	await page.goto('/en');
	expect(await linked(visitor), 'home in English').toEqual(truth.all);
	await page.goto('/about/numbers');
	expect(await linked(visitor), '/about/numbers').toEqual(truth.all);
	await page.goto('/results');
	const results = new Map(
		(await cells(visitor, 'table:has(tbody th[scope=rowgroup]) tbody:last-of-type tr')).map((row) => [
			row[0],
			number(row[1] ?? '')
		])
	);
	expect(
		Object.fromEntries(
			[
				['待受理', 'waits_for_intake'],
				['在办', 'in_hand'],
				['待答复', 'owes_answer'],
				['超期', 'overdue'],
				['办结', 'done']
			].map(([word = '', stage = '']) => [stage, results.get(word)])
		),
		'/results'
	).toEqual(truth.all);

	for (const stage of stages) {
		const shown = await listed(visitor, `/issues?stage=${stage}`, 'main article');
		await page.goto(`/issues?stage=${stage}`);
		const notListed = await page.locator('[data-not-listed]').all();
		const hidden = notListed[0] ? number(await notListed[0].getAttribute('data-not-listed')) : 0;
		expect([shown + hidden, hidden], `the list of ${stage}`).toEqual([
			truth.all[stage],
			truth.hidden[stage] ?? 0
		]);
	}

	await page.goto('/departments');
	for (const { key } of departments) {
		expect(
			await linked(visitor, `main li:has(h3 a[href="/departments/${key}"])`),
			`${key} among the departments`
		).toEqual(pick(counts(key), ...ofDepartments));
	}
	for (const { key } of departments) {
		await page.goto(`/departments/${key}`);
		expect(await linked(visitor), `the page of ${key}`).toEqual(pick(counts(key), ...ofDepartments));
	}
	for (const stage of ofDepartments) {
		const shown = await listed(visitor, `/issues?department=housing&stage=${stage}`, 'main article');
		expect(shown, `the list of housing, ${stage}`).toBe(counts('housing')[stage]);
	}
	await visitor.leave();

	const lead = await reader('commission_lead');
	await lead.page.goto('/commission');
	const workload = new Map(
		(await cells(lead, 'section:has(> h2#workload) tbody tr')).map((row) => [row[0], row.slice(1, 6)])
	);
	for (const { key, name } of [...departments, { key: 'intake', name: '受理审核' }]) {
		const own = counts(key);
		const has = (stage: Stage) =>
			stage === 'overdue' || (key === 'intake') === (stage === 'waits_for_intake');
		const expected = stages.map((stage) => (has(stage) ? String(own[stage]) : '—'));
		const isThere = stages.some((stage) => own[stage] > 0);
		expect(workload.get(name), `${name} in the ledger`).toEqual(isThere ? expected : undefined);
	}
	const overdueRows = 'section:has(> h2#overdue) tbody tr';
	expect(await listed(lead, '/commission', overdueRows), 'what is overdue in the ledger').toBe(
		truth.all.overdue
	);
	expect(await listed(lead, '/commission?clock=accept', overdueRows), 'what intake has overdue').toBe(
		counts('intake').overdue
	);
	const csv = await (await lead.context.request.get('/commission/overdue.csv')).text();
	const lines = csv.trim().split('\n').slice(1);
	expect(
		[lines.length, lines.filter((line) => line.includes('受理审核')).length],
		'the file of what is overdue'
	).toEqual([truth.all.overdue, counts('intake').overdue]);
	await lead.leave();

	const intake = await reader('intake_officer');
	await intake.page.goto('/intake');
	const queue = await tabs(intake);
	expect(
		(queue['待审核'] ?? 0) + (queue['申诉待复核'] ?? 0) + (queue['待交办'] ?? 0) + (queue['待重新交办'] ?? 0),
		'the queue'
	).toBe(truth.all.waits_for_intake);
	expect(await intake.page.innerText('main'), 'the queue in a sentence').toContain(
		`待受理 ${truth.all.waits_for_intake} 件`
	);
	expect(
		[queue['超期'], await listed(intake, '/intake?kind=overdue', 'main ol > li')],
		'what is overdue in the queue'
	).toEqual([counts('intake').overdue, counts('intake').overdue]);
	await intake.leave();

	for (const { key } of departments) {
		const officer = await reader(`officer of ${key}`);
		await officer.page.goto('/desk');
		const desk = await tabs(officer);
		expect(
			{
				owes_answer: desk['待答复'],
				in_hand: (desk['待答复'] ?? 0) + (desk['已答复，续办'] ?? 0),
				overdue: desk['超期'],
				done: desk['办结']
			},
			`the desk of ${key}`
		).toEqual(pick(counts(key), ...ofDepartments));
		await officer.leave();
	}

	const resident = await reader('resident');
	await resident.page.goto('/issues/new');
	if (truth.hidden.overdue) {
		expect(await resident.page.innerText('main'), 'who is about to submit').toContain(
			`现有 ${truth.hidden.waits_for_intake} 件诉求等待审核，其中 ${truth.hidden.overdue} 件`
		);
	}
	await resident.leave();
	return truth;
}

/** Issues of each kind that a page might miss, put there where the demo town has none. */
beforeAll(async () => {
	// One that intake should have decided a week ago.
	await sql`
		update public.clocks c set due_at = private.end_of_day(private.local_day(private.now()) - 7)
		where c.id = (select o.id from public.clocks o join public.issues i on i.id = o.issue_id
			where i.status = 'submitted' and o.kind = 'accept' and o.met_at is null and o.paused_at is null order by o.id limit 1)`;
	const kinds = await sql<{ kind: string }[]>`
		select case
			when i.status = 'in_progress' and i.answered_round is distinct from i.round then 'progress without an answer'
			when i.status = 'answered' and i.answer_settles then 'answered by an import'
			when i.stage = 'waits_for_intake' and i.is_public then 'public, with intake'
			when not i.is_public and exists (select from private.overdue_clocks o where o.issue_id = i.id) then 'overdue at intake'
			when exists (select from public.assignments a where a.issue_id = i.id and not a.is_lead and a.ended_at is null) then 'with a helper'
			end as kind
		from public.issues i group by 1`;
	expect(kinds.map(({ kind }) => kind)).toEqual(
		expect.arrayContaining([
			'progress without an answer',
			'answered by an import',
			'public, with intake',
			'overdue at intake',
			'with a helper'
		])
	);
});

describe('what waits for intake, awaits an answer, is in hand, overdue or done', () => {
	it('is counted alike on every page, and as the rows say', async () => {
		const { all, of } = await walk();
		for (const stage of stages) expect(all[stage]).toBeGreaterThan(0);
		expect(of.get('intake')?.overdue).toBeGreaterThan(0);
		// A deadline runs with the department that is counted for it.
		const astray = await sql`
			select c.id from public.clocks c join public.issues i on i.id = c.issue_id
			where c.met_at is null and c.ended_at is null and c.kind <> 'accept' and c.department_key is distinct from i.lead_department_key`;
		expect([...astray]).toEqual([]);
	});

	it('moves on every page when an issue moves', async () => {
		const before = await countRows();
		const [progressed] = await sql<{ id: string }[]>`
			select id from public.issues where status = 'assigned' and lead_department_key = 'housing' and stage = 'owes_answer' limit 1`;
		await sql.begin(async (as) => {
			const officer = await accountOf('officer of housing');
			await as`select set_config('request.jwt.claims', ${JSON.stringify({ sub: officer, role: 'authenticated' })}, true)`;
			await as`set local role authenticated`;
			await as`select public.report_progress(${progressed?.id ?? 0}, '已经派人到现场查看，正在商量办法。')`;
		});
		// A progress note is no answer: nothing moved.
		expect((await walk()).all).toEqual(before.all);
		const moved = await sql`
			update public.issues set answered_round = round, answered_at = private.now() where id = ${progressed?.id ?? 0} returning stage`;
		expect(moved[0]?.stage).toBe('in_progress');
		const after = await walk();
		expect(after.all).toEqual({ ...before.all, owes_answer: before.all.owes_answer - 1 });
	});

	it('moves on every page when the definition does', async () => {
		const before = await countRows();
		// Whatever is answered is done; what is not assigned waits for nobody; a deadline has ten days' grace.
		await sql.unsafe(`
			alter table public.issues alter column stage set expression as (case
				when status in ('submitted', 'reopened') then 'waits_for_intake'::public.issue_stage
				when status in ('needs_info', 'published') then 'waits_for_author'
				when status in ('assigned', 'in_progress') and answered_round is distinct from round then 'owes_answer'
				when status = 'in_progress' then 'in_progress'
				when status in ('answered', 'resolved', 'confirmed') then 'done' end);
			create or replace view private.overdue_clocks with (security_invoker = true) as
				select c.issue_id, c.kind, c.round, c.department_key, c.region_id, c.due_at from public.clocks c
				where c.met_at is null and c.ended_at is null and c.paused_at is null
					and c.due_at < private.now() - case when c.kind = 'accept' then interval '0' else interval '10 days' end;
			select private.count_issues(array(select id from public.issues))`);
		const after = await walk();
		for (const stage of ['waits_for_intake', 'in_hand', 'overdue'] as const)
			expect(after.all[stage], stage).toBeLessThan(before.all[stage]);
		expect(after.all.done).toBeGreaterThan(before.all.done);
	});
});
