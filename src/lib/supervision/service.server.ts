import { DomainError } from '$lib/platform/errors';
import { holdsRole, type Session } from '$lib/domain/session';
import { nextStatuses } from '$lib/domain/statuses';
import { prepareText } from '$lib/text/prepare.server';
import type { Cursor, LedgerFilter, OverdueEntry } from './schema.ts';
import * as store from './store.server.ts';

const pageSize = 50;

/** A page of what is overdue, the longest first. */
export async function listOverdue(actor: Session, filter: LedgerFilter, cursor: Cursor | null) {
	const rows = await store.readOverdue(actor, filter, pageSize + 1, cursor);
	const entries = rows.slice(0, pageSize);
	const last = rows.length > pageSize ? entries.at(-1) : undefined;
	return { entries, next: last ? { due: last.dueAt, id: last.id } : null };
}

/** Everything overdue, page after page; at most 20,000 rows in one file. */
export async function listAllOverdue(actor: Session, filter: LedgerFilter): Promise<OverdueEntry[]> {
	const all: OverdueEntry[] = [];
	let cursor: Cursor | null = null;
	do {
		const rows: OverdueEntry[] = await store.readOverdue(actor, filter, 200, cursor);
		all.push(...rows);
		const last = rows.length === 200 ? rows.at(-1) : undefined;
		cursor = last ? { due: last.dueAt, id: last.id } : null;
	} while (cursor && all.length < 20_000);
	return all;
}

/** An issue as a supervisor reads it, and whether it can be reopened now. */
export async function readSupervisedIssue(actor: Session, id: number) {
	const [issue, answers] = await Promise.all([store.readIssue(actor, id), store.readAnswers(actor, id)]);
	if (!issue) throw new DomainError('issue_not_found', 404);
	return {
		issue,
		answers,
		mayReopen: holdsRole(actor, 'supervisor') && nextStatuses(issue.status, 'supervisor').includes('reopened')
	};
}

export function reopenIssue(actor: Session, issue: number, reason: string): Promise<void> {
	return store.reopen(actor, issue, prepareText(reason).masked);
}
