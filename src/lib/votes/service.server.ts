import { batcher, type Pace } from '$lib/platform/database/batcher';
import { readBatcher } from '$lib/platform/database/read-batcher';
import { noteVote, pagesAreRequested } from '$lib/platform/http/traffic';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { noMarks, type CastOutcome, type Marks, type OwnVote, type WithdrawOutcome } from './rules.ts';
import {
	castVotes,
	readMarks,
	readOwnVotes,
	readResidents,
	withdrawVotes,
	type Ballot,
	type Glance,
	type Look,
	type Resident
} from './store.server.ts';

const fullSpeed: Pace = { largestBatch: 128 };
/** A vote in a storm is answered a tenth of a second later, and pages stay as quick as without it. */
const readersFirst: Pace = { largestBatch: 32, rest: 5 };
const paceOfVotes = () => (pagesAreRequested() ? readersFirst : fullSpeed);

const cast = collectByIssue(castVotes);
const withdraw = collectByIssue(withdrawVotes);
const marks = readBatcher<Look, Marks[]>(readMarks);
const residents = readBatcher<Glance, Resident | null>(readResidents);

type Voter = Pick<Session, 'id'>;

/**
 * Two batches are under way at a time, never with votes for the same issue: one would wait for the other's counter. They
 * are small enough that the next one gathers meanwhile (`npm run bench -- --only votes` says what that buys).
 */
function collectByIssue(
	write: (ballots: Ballot[]) => Promise<string[]>
): (ballot: Ballot) => Promise<string> {
	const options = { lanes: 1, pace: paceOfVotes, longestQueue: 2_500, fullCode: 'vote_queue_full' };
	const even = batcher(write, options);
	const odd = batcher(write, options);
	return (ballot) => (ballot.issueId % 2 === 0 ? even(ballot) : odd(ballot));
}

/**
 * Supports an issue once; the answer comes after the commit. Refuses vote_issue_not_open and vote_own_issue (409),
 * vote_account_not_allowed (403), sign_in_required (401), vote_queue_full (503).
 */
export async function castVote({ id }: Voter, issueId: number): Promise<CastOutcome> {
	noteVote();
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
	const [own] = await marks({ accountId: session.accountId, issueIds: [issueId] });
	return own ?? noMarks;
}

/** Those of the issues that the person supports. */
export async function votedAmong(session: Session | null, issueIds: number[]): Promise<number[]> {
	if (!session || issueIds.length === 0) return [];
	const own = await marks({ accountId: session.accountId, issueIds });
	return issueIds.filter((_, place) => own[place]?.voted);
}

/** What a page that residents share shows of one; null when the session is over or the person holds a role. */
export function residentOn({ id }: Pick<Session, 'id'>, issueIds: number[]): Promise<Resident | null> {
	return residents({ sessionId: id, issueIds });
}

/** The person's own active votes, newest first. */
export function listOwnVotes(session: Session): Promise<OwnVote[]> {
	return readOwnVotes(session);
}
