import { expect, test } from 'vitest';
import { openPortal } from '../support/portal.ts';

const portal = await openPortal({ worker: false });
const { sql, url } = portal;

/** Read, but not followed by these topics, and why. */
const exempt: Record<string, string> = {
	'private.public_changes': 'the announcements themselves',
	'private.totals': 'figures are announced by whoever counts them',
	'private.search_words': 'words are learnt in the night; a search page is rendered anew within two minutes',
	'private.search_word_forms': 'as search_words',
	'public.repeat_groups': 'pages show which group it is, which changes with its members'
};

/** A change of each table that a visitor could see. */
const writes: Record<string, string> = {
	'public.issues': `update public.issues set title = title || '。' where id = (select min(id) from public.issues where is_public)`,
	'public.issue_counters': `update public.issue_counters set follows = follows + 1
		where issue_id = (select min(id) from public.issues where is_public)`,
	'public.issue_events': `insert into public.issue_events (issue_id, kind, round, actor_role, visibility)
		select min(id), 'progress', 1, 'officer', 'public' from public.issues where is_public`,
	'public.clocks': `update public.clocks set due_at = due_at + interval '1 day' where id = (
		select min(c.id) from public.clocks c join public.issues i on i.id = c.issue_id where i.is_public)`,
	'public.responses': `update public.responses set revised_at = now() where id = (select min(id) from public.responses)`,
	'public.response_revisions': `insert into public.response_revisions (response_id, revision, body)
		select min(id), 99, '再次核实。' from public.responses`,
	'public.ratings': `update public.ratings set satisfaction = 6 - satisfaction where id = (select min(id) from public.ratings)`,
	'public.commitments': `update public.commitments set due_on = due_on + 1 where id = (select min(id) from public.commitments)`,
	'public.attachments': `insert into public.attachments (issue_id, position, storage_path, media_type, bytes)
		select min(id), 4, 'a-picture', 'image/webp', 1 from public.issues where is_public`,
	'public.repeat_members': `delete from public.repeat_members where issue_id = (select min(issue_id) from public.repeat_members)`,
	'public.regions': `update public.regions set name_zh = name_zh || '区'`,
	'public.departments': `update public.departments set phone = null`,
	'public.categories': `update public.categories set is_active = not is_active`,
	'public.rejection_reasons': `update public.rejection_reasons set text_zh = text_zh || '。'`,
	'public.deadline_rules': `update public.deadline_rules set days = days + 1`,
	'public.score_publications': `insert into public.score_publications (region_id, from_month, to_month, payload, payload_hash)
		select region_id, '2001-01-01', '2001-03-01', payload, payload_hash from public.score_publications limit 1`,
	'public.score_corrections': `insert into public.score_corrections (publication_id, payload, payload_hash, note)
		select id, payload, payload_hash, '更正数据。' from public.score_publications limit 1`,
	'private.frozen_clock': `insert into private.frozen_clock (frozen_at) values (now()) on conflict (only_row) do update set frozen_at = now()`
};

/** How often each table was read; a connection hands in what it counted when it ends. */
async function readsOfTables(): Promise<Map<string, number>> {
	const ended = await sql<{ pid: number }[]>`
		select pid, pg_terminate_backend(pid) from pg_stat_activity
		where usename = 'authenticator' and datname = current_database()`;
	const pids = ended.map(({ pid }) => pid);
	// The app reconnects at once, to read changes.
	await expect
		.poll(async () => (await sql`select from pg_stat_activity where pid = any (${pids})`).length, {
			timeout: 10_000
		})
		.toBe(0);
	const rows = await sql<{ name: string; reads: string }[]>`
		select schemaname || '.' || relname as name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as reads
		from pg_stat_user_tables where schemaname in ('public', 'private')`;
	return new Map(rows.map(({ name, reads }) => [name, Number(reads)]));
}

test('every table that a visitor’s page reads announces its changes', async () => {
	const [some] = await sql<{ issues: string[]; score: string | null; region: number }[]>`
		select
			array(select i.id from public.issues i where i.is_public and i.status <> 'merged' order by i.id limit 40) as issues,
			(select min(id) from public.score_publications) as score,
			(select min(id) from public.regions where level = 4) as region`;
	if (!some?.score) throw new Error('The demo town has published no scores.');
	expect((await fetch(url)).status).toBe(200);
	const before = await readsOfTables();
	const paths = [
		'/',
		...['', '?sort=most_supported', '?sort=longest_waiting', '?sort=newly_answered', '?status=answered'].map(
			(search) => `/issues${search}`
		),
		`/issues?region=${some.region}&category=housing&department=housing`,
		`/issues?q=${encodeURIComponent('垃圾')}`,
		`/issues?q=${encodeURIComponent('外星人飞碟')}&category=housing`,
		...some.issues.map((id) => `/issues/${id}`),
		'/departments',
		'/departments/housing',
		'/results',
		`/results/published/${some.score}`,
		'/about/numbers',
		'/about/privacy'
	];
	for (const path of paths) expect((await fetch(url + path)).status, path).toBe(200);
	const after = await readsOfTables();
	const read = [...after].filter(([name, reads]) => reads > (before.get(name) ?? 0)).map(([name]) => name);
	expect(read.length).toBeGreaterThan(15);

	const silent: string[] = [];
	for (const table of read.filter((name) => !(name in exempt))) {
		const write = writes[table];
		if (!write) {
			silent.push(`${table}: no write is known here`);
			continue;
		}
		await sql
			.begin(async (as) => {
				const { count } = await as.unsafe(write);
				expect(count, table).toBeGreaterThan(0);
				const announced =
					await as`select topics from private.public_changes where number = pg_current_xact_id()`;
				if (announced.length === 0) silent.push(table);
				throw new Error('undone');
			})
			.catch((error: Error) => {
				if (error.message !== 'undone') throw error;
			});
	}
	expect(silent).toEqual([]);
	expect(read).toEqual(expect.arrayContaining(Object.keys(writes)));
});
