import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const [intake, officer, lead, supervisor] = [
	await world.staff('intake_officer'),
	await world.staff('officer'),
	await world.staff('department_lead'),
	await world.staff('supervisor')
];

const stageOf = async (id: number) => {
	const [row] = await sql<{ stage: string | null }[]>`select stage from public.issues where id = ${id}`;
	return row?.stage;
};
const listed = async (stage: string, sort = 'newest') => {
	const rows = await callAs(
		sql,
		'anon',
		(as) =>
			as<{ id: string }[]>`select id from public.list_issues(${sort}, page_size => 100, stage => ${stage})`
	);
	return rows.map((row) => Number(row.id));
};
const onDesk = async (tab: string, who = officer) => {
	const rows = await callAs(
		sql,
		who,
		(as) => as<{ id: string }[]>`select id from public.desk_inbox(${tab}, page_size => 100)`
	);
	return rows.map((row) => Number(row.id));
};
const assign = (id: number, department: string, cooperating: string[] = []) =>
	callAs(sql, intake, (as) => as`select public.assign_issue(${id}, ${department}, ${cooperating})`);

test('an issue goes from intake to the department and back, and is done when the department says so', async () => {
	const { id, author } = await world.issue();
	expect(await stageOf(id)).toBe('waits_for_intake');
	await callAs(sql, intake, (as) => as`select public.request_info(${id}, '请补充具体位置')`);
	expect(await stageOf(id)).toBe('waits_for_author');
	await callAs(
		sql,
		author,
		(as) =>
			as`select public.complete_issue(${id}, '水管爆了三天', '在村口老井旁', '水管爆了三天', '在村口老井旁', 1, '{}', 1)`
	);
	await callAs(
		sql,
		intake,
		(as) => as`select public.publish_issue(${id}, (select version from public.issues where id = ${id}))`
	);
	expect([await stageOf(id), await listed('waits_for_intake')]).toEqual(['waits_for_intake', [id]]);
	await assign(id, 'water');
	expect([await stageOf(id), await onDesk('owes_answer')]).toEqual(['owes_answer', [id]]);

	// A progress note is no answer.
	await callAs(sql, officer, (as) => as`select public.report_progress(${id}, '已派人到现场')`);
	expect([await stageOf(id), await listed('owes_answer'), await listed('in_hand')]).toEqual([
		'owes_answer',
		[id],
		[id]
	]);
	expect([await onDesk('owes_answer'), await onDesk('in_progress')]).toEqual([[id], []]);

	await world.answer(id);
	expect([await stageOf(id), await listed('owes_answer'), await listed('in_hand')]).toEqual([
		'in_progress',
		[],
		[id]
	]);
	expect([await onDesk('owes_answer'), await onDesk('in_progress')]).toEqual([[], [id]]);
	await callAs(sql, lead, (as) => as`select public.declare_resolved(${id}, '修好了')`);
	expect([await stageOf(id), await listed('done'), await onDesk('done')]).toEqual(['done', [id], [id]]);
	await callAs(sql, supervisor, (as) => as`select public.reopen_issue(${id}, '现场还在漏水')`);
	expect([await stageOf(id), await onDesk('done')]).toEqual(['waits_for_intake', []]);
	// The answer of the round before is none in this one.
	await assign(id, 'water');
	expect([await stageOf(id), await listed('owes_answer', 'longest_waiting')]).toEqual(['owes_answer', [id]]);
});

test('of what another department leads only those who help hear, in a tab of its own', async () => {
	const { id } = await world.publishedIssue();
	await assign(id, 'roads', ['water']);
	const roads = await world.staff('officer', { department: 'roads' });
	expect([await onDesk('owes_answer'), await onDesk('cooperating')].map((ids) => ids.includes(id))).toEqual([
		false,
		true
	]);
	expect(
		[await onDesk('owes_answer', roads), await onDesk('cooperating', roads)].map((ids) => ids.includes(id))
	).toEqual([true, false]);
	const counts = async (who: string) =>
		(await callAs(sql, who, (as) => as`select * from public.desk_counts()`))[0];
	expect(await counts(roads)).toMatchObject({ owes_answer: 1, cooperating: 0 });
	expect(await counts(officer)).toMatchObject({ cooperating: 1 });
});

test('what is overdue is listed by its deadline, and what intake owes to the staff of the region alone', async () => {
	const { id: hidden } = await world.issue();
	const { id: shown } = await world.assignedIssue();
	await sql`update public.clocks set due_at = now() - interval '1 day' where issue_id = ${hidden}`;
	await sql`update public.clocks set due_at = now() - interval '2 days' where issue_id = ${shown} and kind = 'first_answer'`;
	expect([await listed('overdue', 'longest_overdue'), await listed('overdue')]).toEqual([[shown], [shown]]);
	expect(await onDesk('overdue')).toEqual([shown]);
	const ledger = async (who: string) => {
		const rows = await callAs(
			sql,
			who,
			(as) =>
				as<
					{ id: string; department_key: string | null }[]
				>`select id, department_key from public.list_overdue()`
		);
		return rows.map((row) => [Number(row.id), row.department_key]);
	};
	const whole = [
		[shown, 'water'],
		[hidden, null]
	];
	expect(await ledger(supervisor)).toEqual(whole);
	expect(await ledger(intake)).toEqual(whole);
	const elsewhere = await world.staff('supervisor', { region: world.regions.other });
	for (const who of ['anon', officer, elsewhere]) expect(await ledger(who)).toEqual([[shown, 'water']]);
	const queue = await callAs(
		sql,
		intake,
		(as) => as<{ id: string }[]>`select id from public.intake_queue('overdue')`
	);
	expect(queue.map((row) => Number(row.id))).toEqual([hidden]);
	const [counts] = await callAs(sql, intake, (as) => as`select overdue from public.intake_counts()`);
	expect(counts).toEqual({ overdue: 1 });
	// A flag that lies long is late, but no deadline has passed.
	await sql`insert into private.flags (issue_id, reason, flagger_key, raised_at) values (${shown}, 'abuse', 'network:x', now() - interval '30 days')`;
	expect(await callAs(sql, intake, (as) => as`select overdue from public.intake_counts()`)).toEqual([
		{ overdue: 1 }
	]);
});

test('a list of no known stage is refused', async () => {
	expect(await codeOf(listed('nearly_done'))).toBe('stage_unknown');
});
