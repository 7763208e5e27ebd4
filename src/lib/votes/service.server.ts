import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/platform/session';
import { ballotCollector } from './collector.ts';
import { noMarks, type CastOutcome, type Marks, type OwnVote, type WithdrawOutcome } from './rules.ts';
import { castVotes, readMarks, readOwnVotes, withdrawVotes } from './store.server.ts';

const cast = ballotCollector(castVotes);
const withdraw = ballotCollector(withdrawVotes);

type Voter = Pick<Session, 'id'>;

/**
 * Supports an issue once; the answer comes after the commit. Refuses vote_issue_not_open and vote_own_issue (409),
 * vote_account_not_allowed (403), sign_in_required (401), vote_queue_full (503).
 */
export async function castVote({ id }: Voter, issueId: number): Promise<CastOutcome> {
	const outcome = await cast({ issueId, sessionId: id });
	if (outcome === 'counted' || outcome === 'already_counted') return outcome;
	throw refusal(outcome);
}

/** Takes the support back; refuses as above. */
export async function withdrawVote({ id }: Voter, issueId: number): Promise<WithdrawOutcome> {
	const outcome = await withdraw({ issueId, sessionId: id });
	if (outcome === 'withdrawn' || outcome === 'not_voted') return outcome;
	throw refusal(outcome);
}

function refusal(outcome: string): DomainError {
	if (outcome === 'session_over') return new DomainError('sign_in_required', 401);
	return new DomainError(`vote_${outcome}`, outcome === 'account_not_allowed' ? 403 : 409);
}

/** What the person did with an issue; nothing for a visitor. */
export async function marksOn(session: Session | null, issueId: number): Promise<Marks> {
	if (!session) return noMarks;
	const [row] = await readMarks(session, [issueId]);
	return row ? { voted: row.voted, followed: row.followed, isAuthor: row.is_author } : noMarks;
}

/** Those of the issues that the person supports. */
export async function votedAmong(session: Session | null, issueIds: number[]): Promise<number[]> {
	if (!session || issueIds.length === 0) return [];
	const rows = await readMarks(session, issueIds);
	return rows.filter((row) => row.voted).map((row) => row.issue_id);
}

/** The person's own active votes, newest first. */
export function listOwnVotes(session: Session): Promise<OwnVote[]> {
	return readOwnVotes(session);
}
