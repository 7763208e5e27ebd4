import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);

function rate(account: string, response: number, solved: boolean | null, satisfaction = solved ? 5 : 1) {
	return callAs(
		sql,
		account,
		(as) => as`select public.rate_response(response => ${response}, seen_revision => 1,
			satisfaction => ${satisfaction}, solved => ${solved}, to_the_point => true)`
	);
}

async function answeredWithVoters(count: number, saysResolved = true) {
	const issue = await world.assignedIssue();
	const voters = await world.residents(count);
	await world.vote(issue.id, voters);
	return { ...issue, voters, response: await world.answer(issue.id, { saysResolved }) };
}

async function events(issue: number) {
	const rows = await sql<
		{ kind: string }[]
	>`select kind from public.issue_events where issue_id = ${issue} order by id`;
	return rows.map((row) => row.kind);
}

test('the author who says solved confirms; votes close', async () => {
	const { id, author, response } = await answeredWithVoters(1);
	await rate(author, response, true);
	expect(await world.statusOf(id)).toBe('confirmed');
	expect(await world.vote(id, [await world.resident()])).toEqual(['issue_not_open']);
});

test('the author who says not solved reopens, and the second time is an event of its own', async () => {
	const { id, author, response } = await answeredWithVoters(1);
	await rate(author, response, false);
	expect(await world.statusOf(id)).toBe('reopened');
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`);
	const second = await world.answer(id, { saysResolved: true });
	await rate(author, second, false);
	expect(await world.statusOf(id)).toBe('reopened');
	expect((await events(id)).filter((kind) => kind.startsWith('reopened'))).toEqual([
		'reopened',
		'reopened',
		'reopened_again'
	]);
});

test('four bad ratings do not reopen, the fifth does; half and half does not', async () => {
	const { id, voters, response } = await answeredWithVoters(10);
	for (const voter of voters.slice(0, 4)) await rate(voter, response, false);
	expect(await world.statusOf(id)).toBe('resolved');
	await rate(voters[4] ?? '', response, false);
	expect(await world.statusOf(id)).toBe('reopened');

	const even = await answeredWithVoters(6);
	for (const [i, voter] of even.voters.entries()) await rate(voter, even.response, i % 2 === 0);
	expect(await world.statusOf(even.id)).toBe('resolved');
});

test('the five deciding ratings at once reopen exactly once', async () => {
	const { id, voters, response } = await answeredWithVoters(8);
	await Promise.all(voters.map((voter) => rate(voter, response, false)));
	expect((await events(id)).filter((kind) => kind === 'reopened')).toHaveLength(1);
	const [row] = await sql<{ round: number; ratings: number }[]>`select i.round,
		(select count(*)::int from public.ratings where response_id = ${response}) as ratings
		from public.issues i where id = ${id}`;
	expect(row).toEqual({ round: 2, ratings: 8 });
});

test('only the author and those whose vote stood when the answer came may rate', async () => {
	const issue = await world.assignedIssue();
	const [stayed = '', left = '', leftLater = '', late = ''] = await world.residents(4);
	await world.vote(issue.id, [stayed, left, leftLater]);
	const withdraw = (who: string) =>
		callAs(
			sql,
			'service',
			(as) => as`select public.withdraw_votes(${[issue.id]}::bigint[], ${[who]}::uuid[])`
		);
	await withdraw(left);
	const response = await world.answer(issue.id);
	await withdraw(leftLater);
	await world.vote(issue.id, [leftLater, late]);
	expect(await codeOf(rate(stayed, response, true))).toBe('accepted');
	expect(await codeOf(rate(leftLater, response, true))).toBe('accepted');
	expect(await codeOf(rate(left, response, true))).toBe('rating_needs_vote');
	expect(await codeOf(rate(late, response, true))).toBe('rating_needs_vote');
});

test('a rating is one per person, changes for 14 days, and keeps the revision that was seen', async () => {
	const { response, voters, id } = await answeredWithVoters(1);
	const voter = voters[0] ?? '';
	await Promise.all(Array.from({ length: 8 }, () => rate(voter, response, true)));
	const lead = await world.staff('department_lead');
	await callAs(
		sql,
		lead,
		(as) =>
			as`select public.revise_response(${response}, 1, '更正：后天上午恢复供水。', '更正：后天上午恢复供水。', 1, '{}', 1, '时间有误')`
	);
	const rows = await sql`select revision from public.ratings where response_id = ${response}`;
	expect(rows).toEqual([{ revision: 1 }]);
	const revisions =
		await sql`select revision, body from public.response_revisions where response_id = ${response} order by 1`;
	expect(revisions).toHaveLength(2);
	await sql`update public.ratings set rated_at = now() - interval '15 days' where response_id = ${response}`;
	expect(await codeOf(rate(voter, response, false))).toBe('rating_final');
	expect(await world.statusOf(id)).toBe('resolved');
});

test('resolved for 30 days with one rating that says solved and no contest is confirmed by the rule', async () => {
	const quiet = await answeredWithVoters(2);
	await rate(quiet.voters[0] ?? '', quiet.response, true);
	const contested = await answeredWithVoters(2);
	await rate(contested.voters[0] ?? '', contested.response, true);
	await rate(contested.voters[1] ?? '', contested.response, false);
	const silent = await answeredWithVoters(2);
	const runNightly = () => callAs(sql, 'service', (as) => as`select public.confirm_uncontested()`);
	await runNightly();
	expect(await world.statusOf(quiet.id)).toBe('resolved');
	await stack.freezeClock(new Date(Date.now() + 31 * 86_400_000));
	await Promise.all([runNightly(), runNightly()]);
	await stack.freezeClock(null);
	expect(await world.statusOf(quiet.id)).toBe('confirmed');
	expect(await world.statusOf(contested.id)).toBe('resolved');
	expect(await world.statusOf(silent.id)).toBe('resolved');
	expect((await events(quiet.id)).filter((kind) => kind === 'confirmed')).toHaveLength(1);
});

test('two officers: the second save of a draft is refused, and only the lead publishes', async () => {
	const { id } = await world.assignedIssue();
	const [one, two] = [await world.staff('officer'), await world.staff('officer')];
	const save = (who: string, text: string, version: number) =>
		codeOf(callAs(sql, who, (as) => as`select public.save_draft(${id}, ${text}, ${version})`));
	const outcomes = await Promise.all([save(one, '第一位的草稿内容', 0), save(two, '第二位的草稿内容', 0)]);
	expect(outcomes.toSorted()).toEqual(['accepted', 'draft_changed_meanwhile']);
	const publish = callAs(
		sql,
		one,
		(as) => as`select public.publish_response(${id}, 1, '草稿内容已经足够长了。', 1, '{}', 1, false)`
	);
	expect(await codeOf(publish)).toBe('role_required');
});

test('an officer of another department, a supervisor and a resident cannot answer', async () => {
	const { id, author } = await world.assignedIssue();
	const other = await world.staff('officer', { department: 'roads' });
	const supervisor = await world.staff('supervisor');
	for (const who of [other, supervisor, author]) {
		const save = callAs(sql, who, (as) => as`select public.save_draft(${id}, '不是我的事也写一写', 0)`);
		expect(await codeOf(save)).toBe('not_your_department');
	}
	const seen = await callAs(sql, other, (as) => as`select * from public.response_drafts`);
	expect(seen).toHaveLength(0);
});

test('a revoked role is gone at the next statement', async () => {
	const { id } = await world.issue();
	const intake = await world.staff('intake_officer');
	expect(await callAs(sql, intake, (as) => as`select id from public.issues where id = ${id}`)).toHaveLength(
		1
	);
	await sql`update public.role_grants set revoked_at = now() where account_id = ${intake}`;
	expect(await callAs(sql, intake, (as) => as`select id from public.issues where id = ${id}`)).toHaveLength(
		0
	);
	const publish = callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`);
	expect(await codeOf(publish)).toBe('role_required');
});

test('an intake officer of another county neither sees nor decides', async () => {
	const { id } = await world.issue();
	const stranger = await world.staff('intake_officer', { region: world.regions.other });
	expect(await callAs(sql, stranger, (as) => as`select id from public.issues where id = ${id}`)).toHaveLength(
		0
	);
	expect(await codeOf(callAs(sql, stranger, (as) => as`select public.publish_issue(${id}, 1)`))).toBe(
		'role_required'
	);
	expect(await codeOf(callAs(sql, stranger, (as) => as`select * from public.read_original(${id})`))).toBe(
		'role_required'
	);
});

test('every look at an original is logged, without its text', async () => {
	const { id } = await world.issue();
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select * from public.read_original(${id})`);
	const looks = await sql`select action, payload::text from private.audit_log where account_id = ${intake}`;
	expect(looks).toEqual([{ action: 'read_original', payload: '{}' }]);
});

test('one appeal, no second', async () => {
	const { id, author } = await world.issue();
	const intake = await world.staff('intake_officer');
	const reject = () => callAs(sql, intake, (as) => as`select public.reject_issue(${id}, 'unclear', '')`);
	const appeal = () =>
		codeOf(callAs(sql, author, (as) => as`select public.appeal_issue(${id}, '请再看一看这件事')`));
	await reject();
	const both = await Promise.all([appeal(), appeal()]);
	expect(both.toSorted()[0]).toBe('accepted');
	expect(both).toContain('appeal_used');
	await reject();
	expect(await appeal()).toBe('appeal_used');
});

test('a rejected text is nowhere in public, its code is counted', async () => {
	const { id } = await world.issue({ title: '绝不能公开的标题' });
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select public.reject_issue(${id}, 'abuse', '不公开')`);
	await sql`select private.count_everything()`;
	const seen = await callAs(
		sql,
		'anon',
		(as) => as`
		select (select count(*)::int from public.issues where id = ${id}) as issues,
			(select count(*)::int from public.issue_events where issue_id = ${id}) as events,
			(select n::int from public.rejections_by_reason(current_date, current_date) where reason = 'abuse') as counted`
	);
	expect(seen).toEqual([{ issues: 0, events: 0, counted: 1 }]);
});

test('no public text carries a mobile number, whatever the application sends', async () => {
	const author = await world.resident();
	const attempt = world.issue({ author, title: '请打13800001234联系' });
	expect(await codeOf(attempt)).toContain('issues_masked');
});

test('what was official stays: events, revisions and audit rows only grow', async () => {
	const { id, response } = await answeredWithVoters(1);
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select * from public.read_original(${id})`);
	const before = await events(id);
	const attacks = [
		sql`update public.issue_events set kind = 'progress' where issue_id = ${id}`,
		sql`delete from public.issue_events where issue_id = ${id}`,
		sql`update private.audit_log set action = 'nothing' where account_id = ${intake}`,
		sql`delete from private.audit_log where account_id = ${intake}`,
		sql`update public.response_revisions set body = '改写历史' where response_id = ${response}`,
		sql`delete from public.response_revisions where response_id = ${response}`
	];
	for (const attack of attacks) expect(await codeOf(attack)).toBe('append_only');
	expect(await events(id)).toEqual(before);
});

test('sending the same form twice makes one issue', async () => {
	const author = await world.resident();
	const key = crypto.randomUUID();
	const submit = () =>
		callAs(sql, author, async (as) => {
			const [row] = await as<{ id: string }[]>`select public.submit_issue(
				title => '路灯坏了', body => '三天了', title_original => '路灯坏了', body_original => '三天了', mask_version => 1,
				tokens => '{}', tokenizer_version => 1, region => ${world.regions.town}, category => 'transport',
				submission_key => ${key}) as id`;
			return row?.id;
		});
	const ids = await Promise.all(Array.from({ length: 6 }, submit));
	expect(new Set(ids).size).toBe(1);
});

test('withdrawing before an answer hides the issue, afterwards only its author', async () => {
	const early = await world.publishedIssue();
	await callAs(sql, early.author, (as) => as`select public.withdraw_issue(${early.id})`);
	expect(await world.statusOf(early.id)).toBe('withdrawn');
	const late = await answeredWithVoters(1);
	await callAs(sql, late.author, (as) => as`select public.withdraw_issue(${late.id})`);
	expect(await world.statusOf(late.id)).toBe('resolved');
	const [origin] = await sql`select author_id from private.issue_origins where issue_id = ${late.id}`;
	expect(origin).toEqual({ author_id: null });
});
