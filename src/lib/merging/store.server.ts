import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { MergePreview } from './schema.ts';

export async function merge(actor: Session, issue: number, remaining: number, reason: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('merge_issue', { issue, remaining, reason }));
}

export async function unmerge(actor: Session, issue: number, reason: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('unmerge_issue', { issue, reason }));
}

export async function preview(
	actor: Session,
	issue: number,
	remaining: number
): Promise<MergePreview | null> {
	const [row] = unwrap(await clientFor(actor).rpc('preview_merge', { issue, remaining }));
	if (!row) return null;
	return {
		target: {
			id: row.id,
			title: row.title,
			status: row.status,
			publishedAt: row.published_at,
			votes: row.votes,
			follows: row.follows,
			answer: row.answer,
			answeredAt: row.answered_at
		},
		carriedVotes: row.carried_votes,
		carriedFollows: row.carried_follows,
		bothVotes: row.both_votes,
		bothFollows: row.both_follows
	};
}
