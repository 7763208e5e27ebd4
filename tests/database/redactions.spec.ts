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
const { raise, openFlags, redactBody, audited, rated } = moderationIn(sql, world);

const commentOf = async (rating: number) =>
	(await sql<{ comment: string }[]>`select comment from public.ratings where id = ${rating}`)[0]?.comment;

beforeEach(() => sql`delete from private.attempts`);

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
