import type { IssueStatus } from '$lib/domain/statuses';
import { daysBetween, dueState, type Instant } from '$lib/platform/time/clock';
import type { QueueEntry, QueueKind } from './schema.ts';

export type ModerationAction =
	'publish' | 'ask' | 'reject' | 'transfer' | 'assign' | 'merge' | 'unmerge' | 'correct';

/** What an intake officer may do in a status; the transitions themselves are checked in SQL. */
const actionsByStatus: Record<string, ModerationAction[]> = {
	submitted: ['publish', 'ask', 'reject', 'transfer'],
	published: ['assign', 'merge', 'correct'],
	reopened: ['assign', 'correct'],
	assigned: ['correct', 'merge'],
	in_progress: ['merge'],
	answered: ['merge'],
	resolved: ['merge'],
	merged: ['unmerge']
};

/** Entries that a collector or an import made have nobody behind them who could be asked. */
export function actionsFor(issue: { status: string; channel: string }): ModerationAction[] {
	const actions = actionsByStatus[issue.status] ?? [];
	return issue.channel === 'web' ? actions : actions.filter((action) => action !== 'ask');
}

const kindByStatus: Partial<Record<IssueStatus, QueueKind>> = {
	submitted: 'decide',
	published: 'assign',
	reopened: 'assign_again',
	needs_info: 'author'
};

/** What an issue waits for; what has gone on waits for nothing but a look at its flags. */
export function kindOf({ status, isAppeal }: Pick<QueueEntry, 'status' | 'isAppeal'>): QueueKind {
	return isAppeal ? 'appeal' : (kindByStatus[status] ?? 'flagged');
}

/** Only what waits for a decision has a deadline; the rest is late when it lies longer than a fortnight, or flagged five days. */
export function isLate(entry: QueueEntry, now: Instant): boolean {
	return entry.status !== 'needs_info' && dueState(entry.dueAt, null, now) === 'overdue';
}

const nearDays = 3;

/** Due within three days: the queue says so before it is too late. */
export function isNearlyLate(entry: QueueEntry, now: Instant): boolean {
	return entry.status !== 'needs_info' && !isLate(entry, now) && daysBetween(now, entry.dueAt) <= nearDays;
}

/** A moderator works in the own subtree: `city.county` covers `city.county.town`. */
export function covers(granted: string, path: string): boolean {
	return path === granted || path.startsWith(`${granted}.`);
}
