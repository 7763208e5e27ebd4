import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const system = '00000000-0000-0000-0000-000000000001';

function row(externalId: string, more: object = {}) {
	return {
		external_id: externalId,
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
		...more
	};
}

function bring(rows: object[], options: { publish?: boolean; source?: string } = {}) {
	return callAs(sql, 'service', async (as) => {
		const outcomes = await as<{ outcome: string; code: string | null; issue_id: string | null }[]>`
			select outcome, code, issue_id from public.import_issues(${JSON.stringify(rows)}, 'hotline', ${options.source ?? 's'},
				${system}, ${options.publish ? 'water' : null}, ${options.publish ?? false}) order by ord`;
		// So that the statistics of tables know of it at once.
		await as`select pg_stat_force_next_flush()`;
		return outcomes;
	});
}

test('a second run adds nothing; the same id of another source is another issue', async () => {
	expect((await bring([row('a'), row('b')])).map((r) => r.outcome)).toEqual(['added', 'added']);
	expect((await bring([row('a'), row('b')])).map((r) => r.outcome)).toEqual(['exists', 'exists']);
	expect((await bring([row('a')], { source: 'other' })).map((r) => r.outcome)).toEqual(['added']);
});

test('the same rows from two connections at once come in once', async () => {
	const rows = Array.from({ length: 20 }, (_, i) => row(`race-${i}`));
	const outcomes = (await Promise.all([bring(rows), bring(rows)])).flat();
	expect(outcomes.filter((r) => r.outcome === 'added')).toHaveLength(20);
	expect(outcomes.filter((r) => r.outcome === 'exists')).toHaveLength(20);
});

test('a long import reads no table from end to end, though its plans were made while there was little', async () => {
	const tables = ['responses', 'issue_counters', 'assignments'];
	const scans = () => sql`
		select relname, seq_scan::int from pg_stat_user_tables where schemaname = 'public' and relname in ${sql(tables)} order by 1`;
	const replied = (name: string) =>
		row(name, {
			reply: '已经修好了，谢谢您的反映。',
			reply_original: '已经修好了，谢谢您的反映。',
			reply_tokens: ['修好']
		});
	await bring([replied('early')], { publish: true });
	await sql`analyze`;
	const before = await scans();
	await bring(
		Array.from({ length: 20 }, (_, n) => replied(`late-${n}`)),
		{ publish: true }
	);
	expect(await scans()).toEqual(before);
});

test('a bad row is told apart and harms no other', async () => {
	const outcomes = await bring([
		row('good-1'),
		row('short', { title: '短' }),
		row('region', { region_id: 999_999 }),
		row('category', { category_key: 'nonsense' }),
		row('unmasked', { body: '电话13800001234' }),
		row('good-2')
	]);
	expect(outcomes.map((r) => r.code ?? r.outcome)).toEqual([
		'added',
		'title_too_short',
		'region_unknown',
		'category_unknown',
		'text_not_allowed',
		'added'
	]);
});

test('an imported issue waits in the queue unless it is published, and its likes are no votes', async () => {
	const [queued] = await bring([row('queue')]);
	expect(await world.statusOf(Number(queued?.issue_id))).toBe('submitted');
	const [shown] = await bring([row('shown')], { publish: true });
	const [counter] = await callAs(
		sql,
		'anon',
		(as) => as`select n.votes, n.brought_along, i.told_at, i.is_imported
			from public.issue_counters n join public.issues i on i.id = n.issue_id where i.id = ${shown?.issue_id ?? 0}`
	);
	expect(counter).toEqual({
		votes: 0,
		brought_along: 7,
		told_at: new Date('2025-01-02T03:04:05Z'),
		is_imported: true
	});
});

test('an imported answer is public, marked, and in no rate', async () => {
	const reply = {
		reply: '已于当月修复并恢复照明。',
		reply_original: '已于当月修复并恢复照明。',
		reply_tokens: ['修复'],
		replied_at: '2025-02-01T00:00:00Z'
	};
	const rows = Array.from({ length: 6 }, (_, i) => row(`answered-${i}`, reply));
	const outcomes = await bring(rows, { publish: true });
	const ids = outcomes.map((r) => Number(r.issue_id));
	const answers = await callAs(
		sql,
		'anon',
		(as) =>
			as`select distinct is_imported, published_at from public.responses where issue_id = any (${ids}::bigint[])`
	);
	expect(answers).toEqual([{ is_imported: true, published_at: new Date('2025-02-01T00:00:00Z') }]);
	const figures = await callAs(
		sql,
		'anon',
		// The repeat rate is of issues, however they were answered.
		(as) => as`select measure from public.results('2025-01-01', current_date) where measure <> 'repeats'`
	);
	expect(figures).toEqual([]);
});
