import { dueState, type Instant } from '$lib/platform/clock';
import type { QueueEntry, QueueKind } from './schema.ts';

export type ModerationAction = 'publish' | 'ask' | 'reject' | 'transfer' | 'assign' | 'merge' | 'correct';

/** What an intake officer may do in a status; the transitions themselves are checked in SQL. */
const actionsByStatus: Record<string, ModerationAction[]> = {
	submitted: ['publish', 'ask', 'reject', 'transfer'],
	published: ['assign', 'merge', 'correct'],
	reopened: ['assign', 'correct'],
	assigned: ['correct', 'merge'],
	in_progress: ['merge'],
	answered: ['merge'],
	resolved: ['merge']
};

/** Entries that a collector or an import made have nobody behind them who could be asked. */
export function actionsFor(issue: { status: string; channel: string }): ModerationAction[] {
	const actions = actionsByStatus[issue.status] ?? [];
	return issue.channel === 'web' ? actions : actions.filter((action) => action !== 'ask');
}

export function kindOf(status: QueueEntry['status']): QueueKind {
	if (status === 'submitted') return 'decide';
	if (status === 'needs_info') return 'author';
	return status === 'reopened' ? 'assign_again' : 'assign';
}

/** Only what waits for a decision has a deadline; the rest is late when it lies longer than a fortnight. */
export function isOverdue(entry: QueueEntry, now: Instant): boolean {
	return entry.status !== 'needs_info' && dueState(entry.dueAt, null, now) === 'overdue';
}

/** A moderator works in the own subtree: `city.county` covers `city.county.town`. */
export function covers(granted: string, path: string): boolean {
	return path === granted || path.startsWith(`${granted}.`);
}
