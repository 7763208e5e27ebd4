import type { Session } from '$lib/platform/session';
import { writeFollow } from './store.server.ts';

/** From now on what moves on the issue appears among the person's news. */
export async function followIssue(session: Session, issueId: number): Promise<void> {
	await writeFollow(session, issueId, true);
}

export async function unfollowIssue(session: Session, issueId: number): Promise<void> {
	await writeFollow(session, issueId, false);
}
