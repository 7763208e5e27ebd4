import { staffIssueColumns, toStaffIssue } from '$lib/issues/schema';
import type { StaffIssue } from '$lib/issues/types';
import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { Cursor, LedgerFilter, OverdueEntry } from './schema.ts';

export async function readOverdue(
	actor: Session,
	{ region, department, clock }: LedgerFilter,
	pageSize: number,
	cursor: Cursor | null
): Promise<OverdueEntry[]> {
	const rows = unwrap(
		await clientFor(actor).rpc('list_overdue', {
			region,
			page_size: pageSize,
			...(department !== null && { department }),
			...(clock !== null && { kind: clock }),
			...(cursor && { after_due: cursor.due, after_id: cursor.id })
		})
	);
	return rows.map((row) => ({
		id: row.id,
		title: row.title,
		status: row.status,
		regionId: row.region_id,
		categoryKey: row.category_key,
		departmentKey: row.department_key,
		clock: row.clock,
		round: row.round,
		dueAt: row.due_at,
		votes: row.votes
	}));
}

export async function readIssue(actor: Session, id: number): Promise<StaffIssue | null> {
	const [row] = unwrap(await clientFor(actor).from('issues').select(staffIssueColumns).eq('id', id).limit(1));
	return row ? toStaffIssue(row) : null;
}

/** The answers to an issue, first round first. */
export async function readAnswers(actor: Session, issue: number) {
	const rows = unwrap(
		await clientFor(actor)
			.from('responses')
			.select('id, round, department_key, body, says_resolved, published_at, ratings(solved, satisfaction)')
			.eq('issue_id', issue)
			.order('round')
	);
	return rows.map((row) => ({
		id: row.id,
		round: row.round,
		departmentKey: row.department_key,
		body: row.body,
		saysResolved: row.says_resolved,
		publishedAt: row.published_at,
		ratings: row.ratings.length,
		satisfied: row.ratings.filter(({ satisfaction }) => satisfaction >= 3).length,
		notSolved: row.ratings.filter(({ solved }) => solved === false).length
	}));
}

export async function reopen(actor: Session, issue: number, reason: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('reopen_issue', { issue, reason }));
}
