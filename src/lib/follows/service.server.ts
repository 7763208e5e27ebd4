import type { Session } from '$lib/domain/session';
import type { Followed, News } from './schema.ts';
import { markNewsSeen, readFollows, readNews, writeFollow } from './store.server.ts';

const newsPageSize = 30;

/** From now on what moves on the issue appears among the person's news. */
export async function followIssue(session: Session, issueId: number): Promise<void> {
	await writeFollow(session, issueId, true);
}

export async function unfollowIssue(session: Session, issueId: number): Promise<void> {
	await writeFollow(session, issueId, false);
}

/** The latest followed first. */
export function listFollows(session: Session): Promise<Followed[]> {
	return readFollows(session);
}

/** What moved, newest first; `next` leads to the earlier ones. */
export async function listNews(
	session: Session,
	before: number | null
): Promise<{ news: News[]; next: number | null }> {
	const news = await readNews(session, before, newsPageSize);
	return { news, next: news.length === newsPageSize ? (news.at(-1)?.id ?? null) : null };
}

export function seeNews(session: Session): Promise<void> {
	return markNewsSeen(session);
}
