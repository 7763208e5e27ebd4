import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { Followed, News } from './schema.ts';

export async function readFollows(session: Session): Promise<Followed[]> {
	const rows = unwrap(await clientFor(session).rpc('my_follows'));
	return rows.map((row) => ({
		issueId: row.issue_id,
		title: row.title,
		status: row.status,
		followedAt: row.followed_at
	}));
}

export async function writeFollow(session: Session, issueId: number, wanted: boolean): Promise<void> {
	unwrap(await clientFor(session).rpc('follow_issue', { issue: issueId, wanted }));
}

export async function readNews(session: Session, before: number | null, pageSize: number): Promise<News[]> {
	const rows = unwrap(
		await clientFor(session).rpc('my_news', {
			page_size: pageSize,
			...(before === null ? {} : { before_id: before })
		})
	);
	return rows.map((row) => ({
		id: row.event_id,
		issueId: row.issue_id,
		title: row.title,
		status: row.status,
		kind: row.kind,
		at: row.at,
		departmentKey: row.actor_department,
		role: row.actor_role,
		isNew: row.is_new
	}));
}

export async function markNewsSeen(session: Session): Promise<void> {
	unwrap(await clientFor(session).rpc('see_news'));
}
