import { afterAll, expect, test, vi } from 'vitest';
import { openStack } from '../support/stack.ts';
import { endWorker, startWorker } from '../support/worker.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer');
const supervisor = await world.staff('supervisor', { region: world.regions.city });

interface Told {
	monthsAgo?: number;
	region?: number;
	channel?: string;
}
async function told({ monthsAgo = 0, region = world.regions.town, channel = 'web' }: Told = {}) {
	const { id } = await world.publishedIssue();
	await sql`update public.issues set region_id = ${region}, path = private.region_path(${region}),
		channel = ${channel}::public.issue_channel, told_at = told_at - make_interval(months => ${monthsAgo}) where id = ${id}`;
	return id;
}
const suggest = async (issue: number, others: number[], scores = others.map(() => 0.9)) => {
	const [row] = await sql<{ added: number }[]>`
		select private.suggest_repeats(${issue}, ${others}::bigint[], ${scores}::real[]) as added`;
	return row?.added;
};
const clusters = async (who: string) => {
	const rows = await callAs(
		sql,
		who,
		(as) =>
			as<{ cluster: string; issue_id: string }[]>`select cluster, issue_id from public.repeat_clusters(50)`
	);
	const grouped = Map.groupBy(rows, ({ cluster }) => Number(cluster));
	return Object.fromEntries([...grouped].map(([key, all]) => [key, all.map((row) => Number(row.issue_id))]));
};
const group = (who: string, issues: number[]) =>
	callAs(sql, who, async (as) => {
		const [row] = await as<{ id: number }[]>`
			select public.group_repeats(${issues}::bigint[], 'other', '同一段路')::int as id`;
		return row?.id ?? 0;
	});
const decided = async (issue: number) =>
	(
		await sql<{ state: string }[]>`
			select state from private.repeat_suggestions where ${issue} in (issue_id, other_id) order by 1`
	).map(({ state }) => state);

test('told again within the half year, in one place and through one channel is no repeat over the three', async () => {
	const issue = await told();
	expect(await suggest(issue, [await told(), await told({ monthsAgo: 3 })])).toBe(0);
	expect(
		await suggest(issue, [
			await told({ monthsAgo: 9 }),
			await told({ region: world.regions.county }),
			await told({ channel: 'hotline' })
		])
	).toBe(3);
	const kinds = await sql`select years, levels, channels from private.repeat_suggestions order by other_id`;
	expect(kinds).toEqual([
		{ years: true, levels: false, channels: false },
		{ years: false, levels: true, channels: false },
		{ years: false, levels: false, channels: true }
	]);
});

test('pairs that share an issue are one cluster, seen where one of its issues lies', async () => {
	const [old, middle, recent] = [
		await told({ monthsAgo: 20 }),
		await told({ monthsAgo: 10 }),
		await told({ region: world.regions.county })
	];
	await suggest(recent, [middle]);
	await suggest(middle, [old]);
	expect((await clusters(intake))[old]?.sort()).toEqual([old, middle, recent].sort());
	const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
	expect(await clusters(elsewhere)).toEqual({});
	expect(Object.keys(await clusters(await world.resident()))).toEqual([]);
});

test('what was chosen becomes a group and the rest is never suggested again', async () => {
	const [a, b, c] = [await told({ monthsAgo: 12 }), await told(), await told({ channel: 'letter' })];
	await suggest(b, [a, c]);
	const confirm = (who: string, issues: number[]) =>
		callAs(sql, who, (as) => as`select public.confirm_repeats(${a}, ${issues}::bigint[], 'other', '')`);
	expect(await codeOf(confirm(intake, [b]))).toBe('repeat_too_few');
	expect(await codeOf(confirm(await world.resident(), [a, b]))).toBe('role_required');
	expect(await codeOf(confirm(await world.staff('officer'), [a, b]))).toBe('role_required');
	// Two at once: one decides.
	const outcomes = await Promise.all([codeOf(confirm(intake, [a, b])), codeOf(confirm(supervisor, [a, b]))]);
	expect(outcomes.sort()).toEqual(['accepted', 'repeat_decided_meanwhile']);
	expect(await decided(c)).toEqual(['dismissed']);
	expect(await suggest(c, [b])).toBe(0);
	expect(await suggest(b, [a])).toBe(0);
	const members =
		await sql`select issue_id::int as id from public.repeat_members where issue_id in ${sql([a, b, c])} order by 1`;
	expect(members.map(({ id }) => id)).toEqual([a, b].sort());
});

test('a dismissed cluster is gone, and only who may decide dismisses', async () => {
	const [a, b] = [await told({ monthsAgo: 12 }), await told()];
	await suggest(b, [a]);
	const dismiss = (who: string) => callAs(sql, who, (as) => as`select public.dismiss_repeats(${a})`);
	const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
	expect(await codeOf(dismiss(elsewhere))).toBe('role_required');
	expect(await codeOf(dismiss(await world.staff('commission_lead')))).toBe('role_required');
	expect(await codeOf(dismiss(supervisor))).toBe('accepted');
	expect(await codeOf(dismiss(supervisor))).toBe('repeat_decided_meanwhile');
	expect(await suggest(b, [a])).toBe(0);
});

test('an issue is in one group, hidden and foreign ones in none, and a group of one is no more', async () => {
	const [a, b, c, d] = [await told(), await told(), await told(), await told()];
	const made = await group(intake, [a, b]);
	const other = await group(supervisor, [c, d]);
	expect(await codeOf(group(intake, [b, c]))).toBe('repeat_in_other_group');
	expect(await codeOf(group(intake, [a, (await world.issue()).id]))).toBe('repeat_not_public');
	expect(await codeOf(group(intake, [a, await told({ region: world.regions.other })]))).toBe('role_required');
	const edit = (who: string, version: number) =>
		callAs(sql, who, (as) => as`select public.edit_repeat_group(${made}, ${version}, 'jobs', '改过的说明')`);
	const [{ version = 0 } = {}] = await sql<
		{ version: number }[]
	>`select version from public.repeat_groups where id = ${made}`;
	expect(await codeOf(edit(supervisor, version))).toBe('accepted');
	expect(await codeOf(edit(intake, version))).toBe('repeat_changed_meanwhile');
	const remove = (who: string) => callAs(sql, who, (as) => as`select public.remove_repeat(${c}) as remains`);
	expect(await codeOf(remove(await world.staff('officer')))).toBe('role_required');
	expect(await remove(intake)).toEqual([{ remains: false }]);
	expect(await sql`select 1 from public.repeat_members where group_id = ${other}`).toHaveLength(0);
	const history =
		await sql`select kind, actor_role from public.repeat_events where group_id = ${other} order by id`;
	expect(history).toEqual([
		{ kind: 'made', actor_role: 'supervisor' },
		{ kind: 'removed', actor_role: 'intake_officer' },
		{ kind: 'dissolved', actor_role: 'intake_officer' }
	]);
	expect(await codeOf(remove(intake))).toBe('repeat_not_found');
});

test('the repeat rate counts all of a group but the one told first, and follows who leaves', async () => {
	const rate = async () => {
		await sql`select private.count_everything()`;
		const [row] = await sql<{ numerator: number; n: number }[]>`
			select numerator, denominator as n from public.results(
				(now() - interval '1 month')::date, now()::date) where measure = 'repeats'`;
		return row;
	};
	const before = await rate();
	const [first, second, third] = [await told({ monthsAgo: 12 }), await told(), await told()];
	await group(intake, [first, second, third]);
	const after = await rate();
	expect(after).toEqual({ numerator: (before?.numerator ?? 0) + 2, n: (before?.n ?? 0) + 3 });
	expect(await callAs(sql, intake, (as) => as`select public.remove_repeat(${first}) as remains`)).toEqual([
		{ remains: true }
	]);
	expect((await rate())?.numerator).toBe((before?.numerator ?? 0) + 1);
});

test('the worker looks at every public issue once, and suggests what is told alike', async () => {
	const recent = await told();
	await told({ monthsAgo: 8 });
	const worker = startWorker({ ...process.env, ...stack.env, DEMO: '0', VITEST: '', LOG_LEVEL: 'error' });
	afterAll(() => endWorker(worker, 'SIGKILL'));
	await sql`select graphile_worker.add_job('suggest_repeats')`;
	await vi.waitFor(async () => expect(await sql`select * from private.issues_to_check(1)`).toEqual([]), {
		timeout: 30_000,
		interval: 100
	});
	expect(await decided(recent)).toContain('open');
});
