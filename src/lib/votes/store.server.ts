import { clientFor, serviceClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { Marks, OwnVote } from './rules.ts';

export interface Ballot {
	issueId: number;
	/** Whose it is, as the database knows the session. */
	sessionId: string;
}

/** Issues on a page that somebody looks at. */
export interface Look {
	accountId: string;
	issueIds: number[];
}

/** A look of somebody who is known by their session alone. */
export interface Glance {
	sessionId: string;
	issueIds: number[];
}

export interface Resident {
	/** How much news waits, to 100. */
	unread: number;
	/** Issues among those looked at, and maybe others. */
	supported: number[];
}

/** An outcome for each ballot, in order. */
export async function castVotes(ballots: Ballot[]): Promise<string[]> {
	return unwrap(await serviceClient().rpc('cast_session_votes', asArrays(ballots)));
}

export async function withdrawVotes(ballots: Ballot[]): Promise<string[]> {
	return unwrap(await serviceClient().rpc('withdraw_session_votes', asArrays(ballots)));
}

/** For each look the marks on its issues, in order. */
export async function readMarks(looks: Look[]): Promise<Marks[][]> {
	const rows = unwrap(
		await serviceClient().rpc('marks', {
			account_ids: looks.flatMap(({ accountId, issueIds }) => issueIds.map(() => accountId)),
			issue_ids: looks.flatMap(({ issueIds }) => issueIds)
		})
	);
	const marks = [...rows]
		.sort((a, b) => a.ord - b.ord)
		.map((row) => ({ voted: row.voted, followed: row.followed, isAuthor: row.is_author }));
	let from = 0;
	return looks.map(({ issueIds }) => marks.slice(from, (from += issueIds.length)));
}

/** For each glance the resident, in order; null where there is none. */
export async function readResidents(glances: Glance[]): Promise<(Resident | null)[]> {
	// Most look at the same page, so its issues are asked for once.
	const lists = new Set(glances.map(({ issueIds }) => issueIds));
	const rows = unwrap(
		await serviceClient().rpc('resident_parts', {
			session_ids: glances.map(({ sessionId }) => sessionId),
			issue_ids: [...new Set([...lists].flat())]
		})
	);
	const residents = glances.map((): Resident | null => null);
	for (const { ord, unread, supported } of rows) residents[ord - 1] = { unread, supported };
	return residents;
}

export async function readOwnVotes(session: Session): Promise<OwnVote[]> {
	const rows = unwrap(await clientFor(session).rpc('my_votes'));
	return rows.map((row) => ({
		issueId: row.issue_id,
		title: row.title,
		status: row.status,
		castAt: row.cast_at
	}));
}

function asArrays(ballots: Ballot[]) {
	return {
		issue_ids: ballots.map((ballot) => ballot.issueId),
		session_ids: ballots.map((ballot) => ballot.sessionId)
	};
}
