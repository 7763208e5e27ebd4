import { beforeEach, describe, expect, test } from 'vitest';
import { moderationIn } from '../support/moderation.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const [anna, berta] = [await world.staff('intake_officer'), await world.staff('intake_officer')];
const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
const lead = await world.staff('department_lead');
const { raise, openFlags, leave, rated } = moderationIn(sql, world);

beforeEach(() => sql`delete from private.attempts`);

describe('a flag', () => {
	test('of one person is stored once, however many times it comes at once', async () => {
		const { id } = await world.publishedIssue();
		const by = await world.resident();
		const told = await Promise.all(Array.from({ length: 8 }, () => raise(id, {}, { by })));
		expect(told.filter((word) => word === 'flagged')).toHaveLength(1);
		expect(told.filter((word) => word === 'flagged_already')).toHaveLength(7);
		expect(await openFlags(id)).toMatchObject([{ times: 8 }]);
		await raise(id, {}, { network: 'somebody without an account' });
		expect(await openFlags(id)).toHaveLength(2);
	});

	test('needs a public text, a reason, few words, and stays within its bound', async () => {
		const { id, response } = await rated('');
		const hidden = await world.issue();
		const other = await world.publishedIssue();
		const [row] = await sql<
			{ id: number }[]
		>`select id::int from public.ratings where response_id = ${response}`;
		expect(await codeOf(raise(hidden.id, {}))).toBe('flagged_not_found');
		expect(await codeOf(raise(other.id, { response }))).toBe('flagged_not_found');
		expect(await codeOf(raise(id, { rating: row?.id ?? 0 }))).toBe('flagged_not_found');
		expect(await codeOf(raise(id, { response }, { reason: 'boring' }))).toBe('flag_reason_required');
		expect(await codeOf(raise(id, { response }, { words: '字'.repeat(501) }))).toBe('flag_words_too_long');
		expect(await codeOf(raise(id, { response }, { words: '请打13800138000' }))).toMatch(/flags_words/);
		const burst = await Promise.all(
			Array.from({ length: 12 }, () => codeOf(raise(id, {}, { by: lead, network: 'x' })))
		);
		expect(burst.filter((code) => code === 'accepted')).toHaveLength(10);
		expect(burst.filter((code) => code === 'flag_limit')).toHaveLength(2);
	});

	test('is read and decided by the intake office of its region alone, and never says who flagged', async () => {
		const { id } = await world.publishedIssue();
		const by = await world.resident();
		await raise(id, {}, { by });
		for (const account of [by, lead, elsewhere, await world.staff('supervisor')]) {
			expect(await codeOf(callAs(sql, account, (as) => as`select * from public.open_flags(${id})`))).toBe(
				'role_required'
			);
			expect(await codeOf(leave(account, id, 9_999_999))).toBe('role_required');
		}
		const [seen] = await callAs(sql, anna, (as) => as`select * from public.open_flags(${id})`);
		expect(Object.keys(seen ?? {})).toEqual([
			'id',
			'response_id',
			'rating_id',
			'reason',
			'words',
			'times',
			'raised_at'
		]);
		expect(
			await codeOf(callAs(sql, 'anon', (as) => as`select public.raise_flag(1, 'abuse', '', 'x')`))
		).toMatch(/permission denied/);
	});

	test('that is left is decided once, with a reason; who flagged later stays open; the flagger is told', async () => {
		const { id } = await world.publishedIssue();
		const by = await world.resident();
		await raise(id, {}, { by });
		const [first] = await openFlags(id);
		await raise(id, {}, { network: 'later' });
		expect(await codeOf(leave(anna, id, first?.id ?? 0, '。'))).toBe('flag_note_required');
		const codes = await Promise.all([
			codeOf(leave(anna, id, first?.id ?? 0)),
			codeOf(leave(berta, id, first?.id ?? 0))
		]);
		expect(codes.sort()).toEqual(['accepted', 'flag_decided']);
		expect(await openFlags(id)).toHaveLength(1);
		const [news] = await callAs(sql, by, (as) => as`select kind, issue_id::int from public.my_news()`);
		expect(news).toEqual({ kind: 'flag_left', issue_id: id });
		const [event] =
			await sql`select visibility from public.issue_events where issue_id = ${id} and kind = 'flag_left'`;
		expect(event?.visibility).toBe('internal');
	});
});
