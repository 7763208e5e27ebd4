import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { PreparedIssue } from './prepare.server.ts';
import type { CollectedChannel } from '$lib/domain/channels';

export interface NewIssue extends PreparedIssue {
	region: number;
	category: string;
	submission_key: string;
	author_shown?: string;
	channel?: CollectedChannel;
	external_id?: string;
	told_level?: number;
	told_at?: string;
}

export async function insertIssue(session: Session, issue: NewIssue): Promise<number> {
	return unwrap(await clientFor(session).rpc('submit_issue', issue));
}
