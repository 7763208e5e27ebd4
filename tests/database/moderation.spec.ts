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
const { raise, openFlags, claim, leave, redactBody, audited } = moderationIn(sql, world);

beforeEach(() => sql`delete from private.attempts`);

describe('a claim', () => {
	test('goes to exactly one of two who ask at once, is renewed, given back, and taken over with a note', async () => {
		const { id } = await world.issue();
		const rounds = await Promise.all([claim(anna, id), claim(berta, id), claim(anna, id), claim(berta, id)]);
		const winner = rounds[0]?.is_mine ? anna : berta;
		const loser = winner === anna ? berta : anna;
		expect(rounds.map((row) => row?.is_mine)).toEqual([
			winner === anna,
			winner === berta,
			winner === anna,
			winner === berta
		]);
		expect(await codeOf(callAs(sql, loser, (as) => as`select public.reject_issue(${id}, 'unclear')`))).toBe(
			'claimed_by_another'
		);
		expect((await claim(loser, id, true))?.is_mine).toBe(true);
		expect(await audited('claim_taken_over')).toBe(1);
		expect((await claim(winner, id))?.is_mine).toBe(false);
		await callAs(sql, loser, (as) => as`select public.release_issue(${id})`);
		expect((await claim(winner, id))?.is_mine).toBe(true);
	});

	test('runs out, ends with the decision, and is for the office of the region', async () => {
		const { id } = await world.issue();
		await claim(anna, id);
		await sql`update private.claims set until = now() - interval '1 second' where issue_id = ${id}`;
		expect((await claim(berta, id))?.is_mine).toBe(true);
		await callAs(sql, berta, (as) => as`select public.publish_issue(${id}, 1)`);
		expect((await claim(anna, id))?.is_mine).toBe(true);
		expect(await codeOf(claim(elsewhere, id))).toBe('role_required');
		expect(await codeOf(claim(lead, id))).toBe('role_required');
		const held = await callAs(
			sql,
			berta,
			(as) => as`select holder, is_mine from public.intake_queue() where id = ${id}`
		);
		expect(held).toEqual([{ holder: 'intake_officer', is_mine: false }]);
	});

	test('keeps nobody away from what is settled, until somebody flags it', async () => {
		const { id } = await world.assignedIssue();
		expect(await claim(anna, id)).toBeUndefined();
		await raise(id, {});
		expect((await claim(anna, id))?.is_mine).toBe(true);
		const [flag] = await openFlags(id);
		expect(await codeOf(leave(berta, id, flag?.id ?? 0))).toBe('claimed_by_another');
		expect(await codeOf(redactBody(berta, id, '没有水了', '家里'))).toBe('claimed_by_another');
	});
});

test('the queue holds everything once, oldest due first, and counts each part', async () => {
	const town = { region: world.regions.other };
	const fresh = await world.issue(town);
	const appealed = await world.issue(town);
	await callAs(sql, elsewhere, (as) => as`select public.reject_issue(${appealed.id}, 'unclear')`);
	await callAs(sql, appealed.author, (as) => as`select public.appeal_issue(${appealed.id}, '写得很清楚')`);
	const shown = await world.issue(town);
	await callAs(sql, elsewhere, (as) => as`select public.publish_issue(${shown.id}, 1)`);
	await raise(shown.id, {});
	await raise(shown.id, {}, { network: 'another' });
	const queue = (kind: string | null) =>
		callAs(
			sql,
			elsewhere,
			(as) => as<{ id: string; flags: number }[]>`select id, flags from public.intake_queue(${kind})`
		);
	expect((await queue(null)).map((row) => [Number(row.id), row.flags])).toEqual([
		[shown.id, 2],
		[fresh.id, 0],
		[appealed.id, 0]
	]);
	expect((await queue('appeal')).map((row) => Number(row.id))).toEqual([appealed.id]);
	expect((await queue('decide')).map((row) => Number(row.id))).toEqual([fresh.id]);
	expect((await queue('flagged')).map((row) => Number(row.id))).toEqual([shown.id]);
	const [counts] = await callAs(sql, elsewhere, (as) => as`select * from public.intake_counts()`);
	expect(counts).toEqual({
		decide: 1,
		appeal: 1,
		assign: 1,
		assign_again: 0,
		author: 0,
		flagged: 1,
		overdue: 0,
		changed: 0,
		waits_for_intake: 3,
		in_all: 3
	});
});
