import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);

// What is asked for below is rare, as most of what people ask for is.
await sql`
	insert into public.issues (region_id, path, category_key, title, body, mask_version, tokenizer_version, status, published_at,
		answered_at, answered_round, rejection_reason, lead_department_key, tokens)
	select r.id, r.path, case when n % 200 = 0 then 'jobs' else 'other' end, '水管又漏水了', '村口的水管又漏水了。', 1, 1,
		(case when n % 200 = 1 then 'confirmed' when n % 3 = 0 then 'published' else 'answered' end)::public.issue_status,
		now() - interval '1 hour' * n, case when n % 200 = 1 or n % 3 > 0 then now() - interval '30 minutes' * n end,
		case when n % 200 = 1 or n % 3 > 0 and n % 10 > 0 then 1 end, null,
		case when n % 200 = 2 then 'roads' else 'water' end, array['w' || n % 500]
	from generate_series(1, 3000) n
	join public.regions r on r.id = case when n % 200 = 3 then ${world.regions.town}::int else ${world.regions.other}::int end`;
await sql`insert into public.issue_counters (issue_id, votes) select id, id % 97 from public.issues on conflict do nothing`;
await sql`
	insert into public.clocks (issue_id, kind, round, department_key, due_at)
	select id, 'first_answer', 1, lead_department_key, now() - interval '1 minute' * (id * 7919 % 3000) from public.issues`;
await sql`analyze`;

interface Plan {
	'Index Name'?: string;
	'Index Cond'?: string;
	'Node Type': string;
	Plans?: Plan[];
}

/** The plan of a statement, with these values in the places of its parameters. */
async function explain(
	as: postgres.TransactionSql,
	statement: string,
	values: Record<string, string>
): Promise<Plan> {
	const written = statement.replace(/\$\d+/g, (name) => values[name] ?? name);
	const [row] = await as.unsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(`explain (format json) ${written}`);
	const plan = row?.['QUERY PLAN'][0]?.Plan;
	if (!plan) throw new Error('There is no plan.');
	return plan;
}

const partsOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(partsOf)];

interface Asked {
	sort?: string;
	region?: number;
	category?: string;
	department?: string;
	statuses?: string[];
	stage?: string;
	words?: string[];
	/** How many issues are walked through in search of the words. */
	walked?: number;
	afterValue?: string;
}

/** How the list would be read if no table may be read from end to end. */
async function planOf(asked: Asked): Promise<Plan[]> {
	const { sort = 'newest', region = null, category = null, department = null, statuses = null } = asked;
	const { words = null, walked = null, afterValue = null, stage = null } = asked;
	const afterId = afterValue === null ? null : 1;
	const plan = await sql.begin(async (as) => {
		await as`set local enable_seqscan = off`;
		// Few rows are cheap to sort; a million are not, and then the index has to give the order.
		if (!asked.words) await as`set local enable_sort = off`;
		const [built] = await as<{ statement: string; path: string | null }[]>`
			select private.list_issues_statement(${sort}, 20, ${afterValue}, ${afterId}, ${region}, ${category}, ${department},
				${statuses}::public.issue_status[], ${stage}, null, null, ${words}, ${walked}) as statement,
				private.region_path(${region}::int)::text as path`;
		return explain(as, built?.statement ?? '', {
			$1: `'${built?.path}'::extensions.ltree`,
			$2: `${region}`,
			$3: `'${category}'`,
			$4: `'${department}'`,
			$5: `'{${statuses?.join()}}'::public.issue_status[]`,
			$8: `'{${words?.join()}}'::text[]`,
			$9: `'${afterValue}'`,
			$10: `${afterId}`
		});
	});
	return partsOf(plan);
}

test.each<[string, Asked, string]>([
	['the newest', {}, 'issues_newest'],
	['a later page', { afterValue: '2026-01-01' }, 'issues_newest'],
	['the most supported', { sort: 'most_supported' }, 'issue_counters_most_supported'],
	[
		'a later page of the most supported',
		{ sort: 'most_supported', afterValue: '50' },
		'issue_counters_most_supported'
	],
	['the longest waiting', { sort: 'longest_waiting' }, 'issues_longest_waiting'],
	['the newly answered', { sort: 'newly_answered' }, 'issues_newly_answered'],
	['a category', { category: 'jobs' }, 'issues_newest_of_category'],
	['a department', { department: 'roads' }, 'issues_newest_of_department'],
	['a status', { statuses: ['confirmed'] }, 'issues_newest_of_status'],
	['a later page of what is done', { stage: 'done', afterValue: '2026-01-01' }, 'issues_newest_of_stage'],
	['what is in hand', { stage: 'in_hand' }, 'issues_newest_in_hand'],
	[
		'a later page of what is in hand',
		{ stage: 'in_hand', afterValue: '2026-01-01' },
		'issues_newest_in_hand'
	],
	['the longest overdue', { sort: 'longest_overdue', stage: 'overdue' }, 'clocks_due'],
	[
		'a later page of the longest overdue',
		{ sort: 'longest_overdue', stage: 'overdue', afterValue: '2026-01-01' },
		'clocks_due'
	],
	[
		'the longest overdue of a department',
		{ sort: 'longest_overdue', stage: 'overdue', department: 'roads' },
		'clocks_of_department'
	],
	[
		'the longest overdue of a town',
		{ sort: 'longest_overdue', stage: 'overdue', region: world.regions.town },
		'clocks_of_region'
	],
	['a region without regions below', { region: world.regions.town }, 'issues_newest_of_region']
])('%s are read from their index, in its order', async (_, asked, index) => {
	const parts = await planOf(asked);
	expect(parts.map((part) => part['Index Name'])).toContain(index);
	expect(parts.filter((part) => /Seq Scan|Sort/.test(part['Node Type']))).toEqual([]);
	// A cursor that the index does not understand would be a walk from the first page on.
	const served = parts.find((part) => part['Index Name'] === index);
	if (asked.afterValue) expect(served?.['Index Cond']).toContain('ROW');
});

test.each<[string, Asked]>([
	['what waits for intake', { stage: 'waits_for_intake' }],
	['a later page of what awaits an answer', { stage: 'owes_answer', afterValue: '2026-01-01' }]
])('%s is read in order from an index that holds nothing but a few stages', async (_, asked) => {
	const parts = await planOf(asked);
	expect(parts.filter((part) => /Seq Scan|Sort/.test(part['Node Type']))).toEqual([]);
	const served = parts.find((part) => /_of_stage$|_longest_waiting$/.test(part['Index Name'] ?? ''));
	expect(served).toBeDefined();
	if (asked.afterValue) expect(served?.['Index Cond']).toContain('ROW');
});

test.each([null, '2026-11-20'])(
	'the newest of a subtree are those of its regions, page by page (to %s)',
	async (to) => {
		const region = world.regions.city;
		const expected = await sql<{ id: string }[]>`
		select i.id from public.issues i join public.regions r on r.id = i.region_id
		where i.is_public and i.status <> 'merged' and r.path operator(extensions.<@) private.region_path(${region}::int)
			and (${to}::date is null or i.published_at <= private.end_of_day(${to}::date))
		order by i.published_at desc, i.id desc limit 60`;
		const pages: string[] = [];
		for (let after: { id: string; sort_value: string } | undefined; pages.length < expected.length;) {
			const rows: { id: string; sort_value: string }[] = await sql`
			select id, sort_value from private.list_issues('newest', 20, ${after?.sort_value ?? null}, ${after?.id ?? null}, ${region}, null,
				null, null, null, null, ${to}, null)`;
			if (rows.length === 0) break;
			pages.push(...rows.map((row) => row.id));
			after = rows.at(-1);
		}
		expect(pages.slice(0, 60)).toEqual(expected.map((row) => row.id));
	}
);

test('words that are common are met on the way through the newest, whatever else stands on it', async () => {
	const list = (words: string[]) =>
		sql<
			{ id: string }[]
		>`select id from private.list_issues('newest', 20, null, null, null, null, null, null, null, null, null, ${words})`;
	const looked = await list(['w7', 'common']);
	expect(looked).toEqual([]);
	await sql`update public.issues set tokens = tokens || array['common'] where id % 2 = 0`;
	await sql`analyze public.issues`;
	const [walk] =
		await sql`select private.walk_for_words('{common}', 20) as common, private.walk_for_words('{w7}', 20) as rare`;
	expect(walk).toEqual({ common: 20_000, rare: null });
	const expected = await sql<{ id: string }[]>`
		select id from public.issues where is_public and 'common' = any (tokens) order by published_at desc, id desc limit 20`;
	expect([...(await list(['common']))]).toEqual([...expected]);
});

test('words are found in their index', async () => {
	const parts = await planOf({ words: ['w7'] });
	const used = parts.map((part) => part['Index Name']);
	expect(used).toContain('issues_tokens');
	expect(parts.filter((part) => part['Node Type'] === 'Seq Scan')).toEqual([]);
});

test('on the walk the answers of an issue are looked up, not all answers that hold the words', async () => {
	const parts = await planOf({ words: ['w7'], walked: 20_000 });
	expect(JSON.stringify(parts)).toContain('responses_issue_id_round_key');
	expect(JSON.stringify(parts)).not.toContain('hashed SubPlan');
});

/** What a function of the department page runs, and the settings that it runs with. */
async function departmentStatement(name: string): Promise<{ statement: string; settings: string[] }> {
	const [{ body, settings } = { body: '', settings: [] }] = await sql<{ body: string; settings: string[] }[]>`
		select prosrc as body, proconfig as settings from pg_proc
		where proname = ${name} and pronamespace = 'private'::regnamespace`;
	const values = { department: `'water'`, page_size: '20', after_at: 'now()', after_id: '9' };
	const statement = Object.entries(values).reduce(
		(text, [argument, value]) => text.replaceAll(new RegExp(`\\b${argument}\\b`, 'g'), value),
		body
	);
	return { statement, settings };
}

test('a page of answers is read by one process, also where the planner would ask others', async () => {
	const { statement, settings } = await departmentStatement('department_answers');
	const plan = await sql.begin(async (as) => {
		await as`set local debug_parallel_query = on`;
		for (const [name = '', value = ''] of settings.map((setting) => setting.split('=')))
			if (name !== 'search_path') await as`select set_config(${name}, ${value}, true)`;
		return explain(as, statement, {});
	});
	expect(plan['Node Type']).toBe('Limit');
});

test.each([
	['department_debts', 'clocks_of_department'],
	['department_answers', 'responses_of_department'],
	['department_promises', 'commitments_due']
])('%s is read from %s', async (name, index) => {
	const { statement } = await departmentStatement(name);
	const plan = await sql.begin(async (as) => {
		await as`set local enable_seqscan = off`;
		return explain(as, statement, {});
	});
	expect(partsOf(plan).map((part) => part['Index Name'])).toContain(index);
});

const town = world.regions.town;
test.each<[string, { region?: number; department?: string; afterId?: number }, string]>([
	['everything', {}, 'clocks_due'],
	['a later page of everything', { afterId: 1 }, 'clocks_due'],
	['a department', { department: 'roads' }, 'clocks_of_department'],
	['a town', { region: town }, 'clocks_of_region'],
	['a later page of a town', { region: town, afterId: 1 }, 'clocks_of_region']
])('what is overdue of %s is read from its index', async (_, asked, index) => {
	const { region = null, department = null, afterId = null } = asked;
	const plan = await sql.begin(async (as) => {
		await as`set local enable_seqscan = off`;
		const [built] = await as<{ statement: string; path: string | null }[]>`
			select private.list_overdue_statement(${region}, ${department}, 20, ${afterId}, null) as statement,
				private.region_path(${region}::int)::text as path`;
		return explain(as, built?.statement ?? '', {
			$1: `'${built?.path}'::extensions.ltree`,
			$2: `'${department}'`,
			$4: `now() - interval '1 day'`,
			$5: `${afterId}`,
			$6: `'{}'::extensions.ltree[]`
		});
	});
	const served = partsOf(plan).find((part) => part['Index Name'] === index);
	expect(served).toBeDefined();
	if (afterId !== null) expect(served?.['Index Cond']).toContain('ROW');
});

test.each(['few', 'many'])('what is overdue of a region is that of the %s below it', async (how) => {
	const region = world.regions.city;
	if (how === 'many') {
		await sql`insert into public.regions (parent_id, key, level, name_zh, name_en)
			select ${region}, 'r' || n, 3, 'r' || n, 'r' || n from generate_series(1, 60) n`;
	}
	const expected = await sql<{ id: string }[]>`
		select i.id from public.clocks c join public.issues i on i.id = c.issue_id
		where c.due_at < now() and i.is_public and i.path operator(extensions.<@) private.region_path(${region}::int)
		order by c.due_at, i.id limit 60`;
	const pages: string[] = [];
	for (let after: { id: string; due_at: string } | undefined; pages.length < 60;) {
		const rows: { id: string; due_at: string }[] = await sql`
			select id, due_at::text from private.list_overdue(${region}, null, 20, ${after?.due_at ?? null}::text::timestamptz, ${after?.id ?? null}, null)`;
		pages.push(...rows.map((row) => row.id));
		after = rows.at(-1);
		if (!after) break;
	}
	expect(pages).toEqual(expected.map((row) => row.id));
});

test('clocks go with an issue to another region', async () => {
	const [{ id } = { id: '' }] = await sql<{ id: string }[]>`
		select id from public.issues where region_id = ${town} order by id limit 1`;
	const listed = async (region: number) => {
		const rows = await sql`select id from private.list_overdue(${region}, null, 200, null, null, null)`;
		return rows.some((row) => row.id === id);
	};
	expect(await listed(town)).toBe(true);
	const { county } = world.regions;
	await sql`update public.issues set region_id = ${county}, path = private.region_path(${county}) where id = ${id}`;
	expect([await listed(town), await listed(county)]).toEqual([false, true]);
});
