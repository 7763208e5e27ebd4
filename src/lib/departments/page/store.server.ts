import type { IssueStatus } from '$lib/domain/statuses';
import { publicClient, unwrap } from '$lib/platform/database/client.server';
import type { AnswerCursor, Debt, DepartmentAnswer, Promised } from './rules.ts';

/** Running clocks of public issues, the longest overdue first. */
export async function readDebts(department: string, limit: number): Promise<Debt[]> {
	const rows = unwrap(await publicClient().rpc('department_debts', { department, page_size: limit }));
	return rows.map((row) => ({ ...issueOf(row), clock: row.clock, round: row.round, dueAt: row.due_at }));
}

/** The department's answers, the newest first, after a cursor. */
export async function readAnswers(
	department: string,
	after: AnswerCursor | null,
	limit: number
): Promise<DepartmentAnswer[]> {
	const rows = unwrap(
		await publicClient().rpc('department_answers', {
			department,
			page_size: limit,
			...(after && { after_at: after.publishedAt, after_id: after.id })
		})
	);
	return rows.map((row) => ({
		...issueOf(row),
		id: row.id,
		round: row.round,
		body: row.body,
		publishedAt: row.published_at,
		isImported: row.is_imported
	}));
}

/** Commitments that are not kept yet, the next due first. */
export async function readPromises(department: string, limit: number): Promise<Promised[]> {
	const rows = unwrap(await publicClient().rpc('department_promises', { department, page_size: limit }));
	return rows.map((row) => ({ ...issueOf(row), id: row.id, measure: row.measure, dueOn: row.due_on }));
}

const issueOf = ({ issue_id, title, status }: { issue_id: number; title: string; status: IssueStatus }) => ({
	issueId: issue_id,
	title,
	status
});
