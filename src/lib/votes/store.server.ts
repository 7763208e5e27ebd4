import { clientFor, serviceClient, unwrap } from '$lib/platform/database.server';
import type { Session } from '$lib/platform/session';
import type { Ballot } from './collector.ts';
import type { OwnVote } from './rules.ts';

export async function castVotes(ballots: Ballot[]): Promise<string[]> {
	return inOrder(unwrap(await serviceClient().rpc('cast_session_votes', asArrays(ballots))));
}

export async function withdrawVotes(ballots: Ballot[]): Promise<string[]> {
	return inOrder(unwrap(await serviceClient().rpc('withdraw_session_votes', asArrays(ballots))));
}

export async function readMarks(session: Session, issueIds: number[]) {
	return unwrap(await clientFor(session).rpc('my_marks', { issue_ids: issueIds }));
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

function inOrder(rows: { ord: number; outcome: string }[]): string[] {
	return [...rows].sort((a, b) => a.ord - b.ord).map((row) => row.outcome);
}
