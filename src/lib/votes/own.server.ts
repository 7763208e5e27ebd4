import type { IssueStatus } from '$lib/issues/labels';
import { clientFor, unwrap } from '$lib/platform/database.server';
import type { Session } from '$lib/platform/session';

export interface OwnVote {
	issueId: number;
	title: string;
	status: IssueStatus;
	castAt: string;
}

/** The person's own active votes, newest first; nobody else ever reads them. */
export async function listOwnVotes(session: Session): Promise<OwnVote[]> {
	const rows = unwrap(await clientFor(session).rpc('my_votes'));
	return rows.map((row) => ({
		issueId: row.issue_id,
		title: row.title,
		status: row.status,
		castAt: row.cast_at
	}));
}
