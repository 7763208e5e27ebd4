import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
await stack.freezeClock('2026-03-01T04:00:00Z');
const world = await buildWorld(stack);

async function clock(issue: number, kind: string) {
	const [row] = await sql<{ due: string; met: boolean; ended: boolean; department: string | null }[]>`
		select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') as due, met_at is not null as met,
			ended_at is not null as ended, department_key as department
		from public.clocks where issue_id = ${issue} and kind = ${kind}::public.clock_kind order by id desc limit 1`;
	return row;
}

test('a due date is the end of that day in Asia/Shanghai', async () => {
	const { id } = await world.issue();
	expect(await clock(id, 'accept')).toMatchObject({ due: '2026-03-16 23:59:59', met: false });
});

test.each([
	['2026-12-31T15:59:59Z', '2027-01-15 23:59:59'],
	['2026-12-31T16:00:00Z', '2027-01-16 23:59:59']
])('told at %s, on one side of midnight in Shanghai, is due %s', async (now, due) => {
	await stack.freezeClock(now);
	const { id } = await world.issue();
	expect(await clock(id, 'accept')).toMatchObject({ due });
	await stack.freezeClock('2026-03-01T04:00:00Z');
});

test('accept, first answer and resolve follow each other', async () => {
	const issue = await world.assignedIssue();
	expect(await clock(issue.id, 'accept')).toMatchObject({ met: true });
	expect(await clock(issue.id, 'first_answer')).toEqual({
		due: '2026-03-31 23:59:59',
		met: false,
		ended: false,
		department: 'water'
	});
	await world.answer(issue.id);
	expect(await clock(issue.id, 'first_answer')).toMatchObject({ met: true });
	expect(await clock(issue.id, 'resolve')).toMatchObject({ due: '2026-04-30 23:59:59', met: false });
});

test('the days in which the author was asked do not count', async () => {
	const { id, author } = await world.issue();
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select public.request_info(${id}, '请补充具体地址')`);
	await stack.freezeClock('2026-03-06T04:00:00Z');
	await callAs(
		sql,
		author,
		(as) =>
			as`select public.complete_issue(${id}, '水管爆了三天', '在村口老井旁', '水管爆了三天', '在村口老井旁', 1, '{}', 1)`
	);
	expect(await clock(id, 'accept')).toMatchObject({ due: '2026-03-21 23:59:59' });
	await stack.freezeClock('2026-03-01T04:00:00Z');
});

test('"not ours" ends the clock of that department', async () => {
	const { id } = await world.assignedIssue();
	const officer = await world.staff('officer');
	await callAs(sql, officer, (as) => as`select public.return_issue(${id}, '属于道路部门的职责')`);
	expect(await clock(id, 'first_answer')).toMatchObject({ ended: true, met: false });
	expect(await world.statusOf(id)).toBe('published');
});

test('overdue begins after the due day, for everybody to see', async () => {
	const { id } = await world.assignedIssue();
	const overdue = async (now: string) => {
		await stack.freezeClock(now);
		const rows = await callAs(
			sql,
			'anon',
			(as) => as<{ id: string }[]>`select id from public.list_overdue()`
		);
		await stack.freezeClock('2026-03-01T04:00:00Z');
		return rows.some((row) => Number(row.id) === id);
	};
	expect(await overdue('2026-03-31T15:59:59Z')).toBe(false);
	expect(await overdue('2026-03-31T16:00:01Z')).toBe(true);
});

test('a rule for a category and level wins over one without', async () => {
	await sql`insert into public.deadline_rules (kind, category_key, level, days) values ('accept', 'other', 4, 3), ('accept', 'other', null, 7)`;
	const { id } = await world.issue();
	expect(await clock(id, 'accept')).toMatchObject({ due: '2026-03-04 23:59:59' });
	await sql`delete from public.deadline_rules where category_key is not null`;
});
