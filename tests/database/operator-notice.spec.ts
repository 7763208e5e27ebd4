import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const administrator = await world.staff('administrator', { region: world.regions.city });

interface Told {
	text_zh: string;
	text_en: string;
	waiting: number;
	overdue: number;
}
const told = async () =>
	(await callAs(sql, 'anon', (tx) => tx<Told[]>`select * from public.submission_notice()`))[0];
const version = async () =>
	(await sql<{ version: number }[]>`select version from public.operator_notice`)[0]?.version ?? 0;
const save = (as: string, version: number, zh: string, en: string, until: string | null = null) =>
	callAs(sql, as, (tx) => tx`select public.save_operator_notice(${version}, ${zh}, ${en}, ${until}::date)`);

test('an administrator sets it, everybody reads it, and it is gone when it is taken down', async () => {
	expect(await told()).toMatchObject({ text_zh: '', text_en: '' });
	await save(administrator, await version(), '春节期间顺延办理', 'Later over the holidays');
	expect(await told()).toMatchObject({ text_zh: '春节期间顺延办理', text_en: 'Later over the holidays' });
	await save(administrator, await version(), '', '');
	expect(await told()).toMatchObject({ text_zh: '', text_en: '' });
});

test('it is shown through its last day and not beyond', async () => {
	const [day] = await sql<{ today: string; before: string }[]>`
		select private.local_day(private.now())::text as today, (private.local_day(private.now()) - 1)::text as before`;
	await save(administrator, await version(), '今天有效', 'today', day?.today ?? null);
	expect(await told()).toMatchObject({ text_en: 'today' });
	await save(administrator, await version(), '昨天有效', 'yesterday', day?.before ?? null);
	expect(await told()).toMatchObject({ text_en: '' });
});

test('of two who change it at once one is told, and nobody else may change it', async () => {
	const known = await version();
	const outcomes = await Promise.allSettled([
		save(administrator, known, '一', 'one'),
		save(administrator, known, '二', 'two')
	]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await codeOf(save(administrator, known, '三', 'three'))).toBe('stale_edit');
	for (const stranger of [await world.staff('intake_officer'), await world.resident()])
		expect(await codeOf(save(stranger, await version(), '四', 'four'))).toBe('role_required');
	await expect(
		callAs(sql, administrator, (tx) => tx`update public.operator_notice set text_zh = '五'`)
	).rejects.toThrow('permission denied');
});

test('it stands in both languages or in none', async () => {
	for (const [zh, en] of [
		['只有中文', ''],
		['', 'English alone'],
		['只有中文', '\u200b'],
		['字'.repeat(301), 'too long'],
		['太长', 'x'.repeat(601)]
	] as const)
		expect(await codeOf(save(administrator, await version(), zh, en))).toBe('input_invalid');
});

test('the backlog counts what waits for the first decision, and what of it is late', async () => {
	const before = await told();
	const late = await world.issue();
	await world.issue();
	await sql`update public.clocks set due_at = private.now() - interval '1 hour' where issue_id = ${late.id} and kind = 'accept'`;
	expect(await told()).toMatchObject({
		waiting: (before?.waiting ?? 0) + 2,
		overdue: (before?.overdue ?? 0) + 1
	});
});
