import { clientFor, unwrap } from '$lib/platform/database.server';
import type { Session } from '$lib/platform/session';

export async function writeFollow(session: Session, issueId: number, wanted: boolean): Promise<void> {
	unwrap(await clientFor(session).rpc('follow_issue', { issue: issueId, wanted }));
}
