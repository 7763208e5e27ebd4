import { beforeEach, describe, expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const [anna, berta] = [await world.staff('intake_officer'), await world.staff('intake_officer')];
const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
const lead = await world.staff('department_lead');

interface Thing {
	response?: number;
	rating?: number;
}
const raise = (
	issue: number,
	{ response, rating }: Thing,
	{ by = null, network = 'net', reason = 'abuse', words = '' }: Partial<Record<string, string | null>> = {}
) =>
	callAs(sql, 'service', async (as) => {
		const [row] = await as<{ told: string }[]>`
			select public.raise_flag(${issue}, ${reason ?? null}, ${words ?? ''}, ${network ?? null}, ${response ?? null}, ${rating ?? null}, ${by ?? null}) as told`;
		return row?.told;
	});
const openFlags = (issue: number) => sql<{ id: number; times: number }[]>`
	select id::int, times from private.flags where issue_id = ${issue} and decided_at is null order by id`;
const claim = (account: string, issue: number, takeOver = false) =>
	callAs(sql, account, async (as) => {
		const [row] = await as<
			{ is_mine: boolean; holder: string }[]
		>`select * from public.claim_issue(${issue}, ${takeOver})`;
		return row;
	});
const leave = (account: string, issue: number, seen: number, note = '与事实相符，保留') =>
	callAs(sql, account, (as) => as`select public.leave_flagged(${issue}, ${seen}, ${note})`);
const versionOf = async (issue: number) =>
	(await sql<{ version: number }[]>`select version from public.issues where id = ${issue}`)[0]?.version ?? 0;
const redactBody = async (
	account: string,
	issue: number,
	body: string,
	passage: string,
	seen: number | null = null
) => {
	const version = await versionOf(issue);
	return callAs(
		sql,
		account,
		(as) =>
			as`select public.redact_issue(${issue}, ${version}, '水管爆了三天没人修', ${body}, 1, '{}', 1, ${passage}, 'abuse', ${seen})`
	);
};
const audited = async (action: string) =>
	(await sql`select 1 from private.audit_log where action = ${action}`).length;

async function rated(comment = '负责人叫王二，态度恶劣') {
	const issue = await world.assignedIssue();
	const response = await world.answer(issue.id, { text: '已由王二师傅抢修，明天恢复供水。' });
	await callAs(
		sql,
		issue.author,
		(as) => as`select public.rate_response(response => ${response}, seen_revision => 1, satisfaction => 3,
			comment => ${comment}, comment_original => ${comment})`
	);
	const [row] = await sql<
		{ id: number }[]
	>`select id::int from public.ratings where response_id = ${response}`;
	return { ...issue, response, rating: row?.id ?? 0 };
}
const commentOf = async (rating: number) =>
	(await sql<{ comment: string }[]>`select comment from public.ratings where id = ${rating}`)[0]?.comment;

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

describe('a redaction', () => {
	test('hides a passage of an issue, settles the flag, and is undone while the text stands', async () => {
		const { id } = await world.publishedIssue();
		const by = await world.resident();
		await raise(id, {}, { by });
		const [flag] = await openFlags(id);
		expect(await codeOf(redactBody(lead, id, '没有水了', '家里'))).toBe('role_required');
		expect(await codeOf(redactBody(anna, id, '家里三天没有水了', '家里'))).toBe('passage_not_found');
		expect(await codeOf(redactBody(anna, id, '［已隐去］三天没有水了', '家'))).toBe('passage_too_short');
		await redactBody(anna, id, '［已隐去］三天没有水了', '家里', flag?.id ?? 0);
		expect(await openFlags(id)).toHaveLength(0);
		expect(await callAs(sql, by, (as) => as`select kind from public.my_news()`)).toEqual([
			{ kind: 'flag_followed' }
		]);
		const [listed] = await callAs(
			sql,
			anna,
			(as) => as<{ id: number }[]>`select * from public.redactions_of(${id})`
		);
		expect(Object.keys(listed ?? {})).not.toContain('passage');
		const before = await audited('read_redaction');
		const looked = await callAs(
			sql,
			anna,
			(as) => as`select passage, before from public.read_redaction(${listed?.id ?? 0})`
		);
		expect(looked).toEqual([{ passage: '家里', before: '家里三天没有水了' }]);
		expect(await audited('read_redaction')).toBe(before + 1);
		const undo = () =>
			callAs(sql, anna, (as) => as`select public.show_again(${listed?.id ?? 0}, 1, '{}', 1)`);
		await sql`update public.issues set body = '又改过了' where id = ${id}`;
		expect(await codeOf(undo())).toBe('redaction_overwritten');
		await sql`update public.issues set body = '［已隐去］三天没有水了' where id = ${id}`;
		expect(await codeOf(undo())).toBe('accepted');
		expect(await codeOf(undo())).toBe('redaction_undone');
		expect(await sql`select body from public.issues where id = ${id}`).toEqual([
			{ body: '家里三天没有水了' }
		]);
	});

	test('goes through every edition of an answer, and the next one cannot bring it back', async () => {
		const { id, response } = await rated();
		const revise = (revision: number, body: string) =>
			callAs(
				sql,
				lead,
				(as) =>
					as`select public.revise_response(${response}, ${revision}, ${body}, ${body}, 1, '{}', 1, '时间有误')`
			);
		await revise(1, '已由王二师傅抢修，后天恢复供水。');
		const redact = (standing: string) =>
			callAs(
				sql,
				anna,
				(as) =>
					as`select public.redact_response(${response}, ${standing}, '已由［已隐去］师傅抢修，后天恢复供水。', 1, '{}', 1, '王二', 'personal_data')`
			);
		expect(await codeOf(redact('旧的'))).toBe('text_changed_meanwhile');
		const [one, two] = await Promise.all(
			[0, 1].map(() => codeOf(redact('已由王二师傅抢修，后天恢复供水。')))
		);
		expect([one, two].sort()).toEqual(['accepted', 'text_changed_meanwhile']);
		expect(
			await sql`select body from public.response_revisions where response_id = ${response} order by revision`
		).toEqual([
			{ body: '已由［已隐去］师傅抢修，明天恢复供水。' },
			{ body: '已由［已隐去］师傅抢修，后天恢复供水。' }
		]);
		expect(await codeOf(revise(2, '已由王二师傅抢修，今天恢复供水。'))).toBe('text_holds_hidden');
		expect(
			await codeOf(
				sql`update public.response_revisions set body = '改写历史' where response_id = ${response} and revision = 1`
			)
		).toBe('append_only');
		const [hidden] = await sql<
			{ id: number }[]
		>`select id::int from private.redactions where response_id = ${response}`;
		await callAs(sql, anna, (as) => as`select public.show_again(${hidden?.id ?? 0}, 1, '{}', 1)`);
		expect(await sql`select body from public.responses where id = ${response}`).toEqual([
			{ body: '已由王二师傅抢修，后天恢复供水。' }
		]);
		const looks = await audited('read_original');
		await callAs(sql, anna, (as) => as`select public.read_typed(response => ${response})`);
		expect(await audited('read_original')).toBe(looks + 1);
		expect(await world.statusOf(id)).toBe('answered');
	});

	test('of a comment outlasts a change of the rating', async () => {
		const { author, response, rating } = await rated();
		const hide = (account: string) =>
			callAs(
				sql,
				account,
				(as) =>
					as`select public.redact_comment(${rating}, '负责人叫王二，态度恶劣', '负责人叫［已隐去］，态度恶劣', '王二', 'personal_data')`
			);
		expect(await codeOf(hide(elsewhere))).toBe('role_required');
		await hide(anna);
		await callAs(
			sql,
			author,
			(as) => as`select public.rate_response(response => ${response}, seen_revision => 1, satisfaction => 1,
				comment => '负责人叫王二，态度恶劣', comment_original => '负责人叫王二，态度恶劣')`
		);
		expect(await commentOf(rating)).toBe('负责人叫［已隐去］，态度恶劣');
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
		in_all: 3
	});
});

test('a changed answer waits to be seen, by the office of its region, and never for approval', async () => {
	const { response } = await rated();
	await callAs(
		sql,
		lead,
		(as) =>
			as`select public.revise_response(${response}, 1, '已修好，请放心用水。', '原文', 1, '{}', 1, '已经修好')`
	);
	const changed = (account: string) =>
		callAs(
			sql,
			account,
			(as) => as<{ response_id: string }[]>`select response_id, before, after from public.changed_answers()`
		);
	expect((await changed(anna)).filter((row) => Number(row.response_id) === response)).toMatchObject([
		{ before: '已由王二师傅抢修，明天恢复供水。', after: '已修好，请放心用水。' }
	]);
	expect(await changed(elsewhere)).toEqual([]);
	expect(await codeOf(callAs(sql, lead, (as) => as`select public.see_revision(${response}, 2)`))).toBe(
		'role_required'
	);
	await Promise.all(
		[0, 1].map(() => callAs(sql, anna, (as) => as`select public.see_revision(${response}, 2)`))
	);
	expect((await changed(berta)).filter((row) => Number(row.response_id) === response)).toEqual([]);
});
