import { publicClient, unwrap } from '$lib/platform/database.server';
import type { AnswerCursor, Debt, DepartmentAnswer, Promised, Workload } from './rules.ts';

/** Running clocks of public issues, the longest overdue first. */
export async function readDebts(department: string, limit: number): Promise<Debt[]> {
	const rows = unwrap(
		await publicClient()
			.from('clocks')
			.select('kind, round, due_at, issue:issues!inner(id, title, status)')
			.eq('department_key', department)
			.eq('issue.is_public', true)
			.is('met_at', null)
			.is('ended_at', null)
			.order('due_at')
			.order('id')
			.limit(limit)
	);
	return rows.map(({ issue, ...row }) => ({
		issueId: issue.id,
		title: issue.title,
		status: issue.status,
		clock: row.kind,
		round: row.round,
		dueAt: row.due_at
	}));
}

/** The department's answers, the newest first, after a cursor. */
export async function readAnswers(
	department: string,
	after: AnswerCursor | null,
	limit: number
): Promise<DepartmentAnswer[]> {
	const query = publicClient()
		.from('responses')
		.select('id, round, body, published_at, is_imported, issue:issues!inner(id, title, status)')
		.eq('department_key', department)
		.eq('issue.is_public', true)
		.order('published_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(limit);
	const rows = unwrap(
		await (after
			? query.or(
					`published_at.lt."${after.publishedAt}",and(published_at.eq."${after.publishedAt}",id.lt.${after.id})`
				)
			: query)
	);
	return rows.map(({ issue, ...row }) => ({
		issueId: issue.id,
		title: issue.title,
		status: issue.status,
		id: row.id,
		round: row.round,
		body: row.body,
		publishedAt: row.published_at,
		isImported: row.is_imported
	}));
}

/** Promises not kept yet, the next due first. */
export async function readPromises(department: string, limit: number): Promise<Promised[]> {
	const rows = unwrap(
		await publicClient()
			.from('commitments')
			.select('id, measure, due_on, issue:issues!inner(id, title, status)')
			.eq('department_key', department)
			.is('kept_at', null)
			.eq('issue.is_public', true)
			.neq('issue.status', 'merged')
			.order('due_on')
			.order('id')
			.limit(limit)
	);
	return rows.map(({ issue, ...row }) => ({
		issueId: issue.id,
		title: issue.title,
		status: issue.status,
		id: row.id,
		measure: row.measure,
		dueOn: row.due_on
	}));
}

export async function readWorkloads(): Promise<Map<string, Workload>> {
	const rows = unwrap(await publicClient().rpc('department_workload', {}));
	return new Map(rows.map((row) => [row.department_key, { open: row.open_issues, overdue: row.overdue }]));
}
