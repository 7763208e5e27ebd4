import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);

async function told(tokens: string[], isPublic = true): Promise<number> {
	const { id } = await (isPublic ? world.publishedIssue() : world.issue());
	await sql`update public.issues set tokens = ${tokens} where id = ${id}`;
	return id;
}

const likely = (words: string[], region: number | null = null, except: number | null = null) =>
	callAs(
		sql,
		'anon',
		(as) =>
			as<
				{ id: number; places: number[] | null; counts: number[] | null; issues_counted: number | null }[]
			>`select id::int, places, counts, issues_counted from public.likely_same(${words}, ${region}, ${except})`
	);
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

const both = await told(['望湖路', '路灯', '不亮']);
const one = await told(['石桥街', '路灯']);
const hidden = await told(['望湖路', '路灯', '不亮'], false);
const merged = await told(['望湖路', '路灯', '不亮']);
await sql`update public.issues set status = 'merged', merged_into = ${both} where id = ${merged}`;

test('those that share more and rarer words come first; what is not public or was merged does not come', async () => {
	expect(ids(await likely(['望湖路', '路灯', '不亮']))).toEqual([both, one]);
	expect(ids(await likely(['望湖路', '路灯', '不亮'], null, both))).toEqual([one]);
	expect([hidden, merged]).toHaveLength(2);
	expect(await likely([])).toEqual([]);
	expect(await likely(['没有人说过'])).toEqual([]);
});

test('the first row alone counts each word', async () => {
	const [first, second] = await likely(['望湖路', '没有人说过', '路灯']);
	expect(first?.places).toEqual([1, 2, 3]);
	expect(first?.counts?.[1]).toBe(0);
	expect(first?.counts?.[2]).toBeGreaterThanOrEqual(2);
	expect(first?.issues_counted).toBeGreaterThan(0);
	expect(second?.places).toBeNull();
});

test('what lies near comes along when it shares a word, wherever that word stands in the order', async () => {
	const near = await likely(['路灯'], world.regions.town);
	expect(ids(near)).toContain(one);
});

test('a common word is looked up in no table from end to end, and by no index but that of the words', async () => {
	await sql`
		insert into public.issues (region_id, path, category_key, title, body, mask_version, tokenizer_version, status, published_at, tokens)
		select r.id, r.path, 'other', '水管又漏水了', '村口的水管又漏水了。', 1, 1, 'published', now() - interval '1 hour' * n,
			array['到处都有', 'w' || n]
		from generate_series(1, 4000) n join public.regions r on r.id = ${world.regions.other}`;
	await sql`insert into public.issue_counters (issue_id) select id from public.issues on conflict do nothing`;
	await sql`analyze public.issues`;
	const before = await scans();
	const rows = await likely(['到处都有', 'w77', '路灯']);
	const [first] = rows;
	expect(first?.counts?.[0]).toBeGreaterThan(3_000);
	expect(rows.length).toBeLessThanOrEqual(80);
	expect(await scans()).toEqual(before);
});

test('of an issue that stands already its own words ask, and only for those who may read it', async () => {
	const ask = (account: string) =>
		callAs(sql, account, (as) => as<{ id: number }[]>`select id::int from public.likely_same_to(${hidden})`);
	const found = ids(await ask(await world.staff('intake_officer')));
	expect(found).toContain(both);
	expect(found).not.toContain(hidden);
	expect(await ask(await world.resident())).toEqual([]);
});

/** How often the issues were read from end to end, as a table or in the order of an index that knows no words. */
async function scans() {
	await sql`select pg_stat_force_next_flush()`;
	return sql<{ name: string; times: number }[]>`
		select relname as name, seq_scan::int as times from pg_stat_user_tables where schemaname = 'public' and relname = 'issues'
		union all
		select indexrelname, idx_scan::int from pg_stat_user_indexes
		where schemaname = 'public' and relname = 'issues' and indexrelname like 'issues_newest%'
		order by 1`;
}
