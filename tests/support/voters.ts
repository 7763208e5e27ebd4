import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { expect } from 'vitest';
import { cookieFor } from './session.ts';

export interface Voter {
	account: string;
	cookie: string;
}

/** What the portal said to one request; null when it said nothing, or that it could not. */
export interface Reply {
	status: number | 'unreached' | null;
	outcome: string | null;
}

export type VoteAct = 'vote' | 'withdrawVote';

/** Signed-in residents, as the server sees them. */
export async function signInAll(sql: postgres.Sql, accounts: string[]): Promise<Voter[]> {
	return Promise.all(
		accounts.map(async (account) => {
			const { name, value } = await cookieFor(sql, account);
			return { account, cookie: `${name}=${value}` };
		})
	);
}

/** Presses the button of an issue's page as a browser with JavaScript does. */
export async function pressVote(url: string, voter: Voter, issue: number, act: VoteAct): Promise<Reply> {
	try {
		const response = await fetch(`${url}/issues/${issue}?/${act}`, {
			method: 'POST',
			headers: {
				origin: url,
				cookie: voter.cookie,
				'x-sveltekit-action': 'true',
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: '',
			signal: AbortSignal.timeout(20_000)
		});
		const answer: unknown = await response.json();
		return readReply(response.status, answer);
	} catch (error) {
		const cause = error instanceof Error ? error.cause : null;
		const isRefused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
		return { status: isRefused ? 'unreached' : null, outcome: null };
	}
}

function readReply(status: number, answer: unknown): Reply {
	if (typeof answer !== 'object' || answer === null) return { status, outcome: null };
	const inner = 'status' in answer && typeof answer.status === 'number' ? answer.status : status;
	const data = 'data' in answer && typeof answer.data === 'string' ? answer.data : '';
	const outcome = /"(counted|already_counted|withdrawn|not_voted)"/.exec(data)?.[1] ?? null;
	return { status: inner, outcome };
}

interface Pair {
	voter: Voter;
	issue: number;
	/** What was acknowledged last; null before the first answer. */
	supports: boolean | null;
	/** A request was never answered: nobody can say whether it was written, so the pair is left in peace. */
	isUnheard: boolean;
}

interface Storm {
	/** How many requests were acknowledged so far. */
	acknowledged(): number;
	/** Statuses of the requests that were not. */
	refusals: Map<Reply['status'], number>;
	/** Resolves at the next acknowledgement; fails when ten seconds pass without one. */
	hearMore(): Promise<void>;
	stop(): Promise<void>;
	/** I1–I3 of the votes: what was acknowledged stands, once, and the count says the same. */
	expectHonest(sql: postgres.Sql): Promise<void>;
}

interface StormOptions {
	/** Addresses of the instances, used in turn. */
	urls: string[];
	voters: Voter[];
	issues: number[];
	/** Requests under way at once. */
	hands?: number;
	/** A person who was told to come again does so after this. */
	pauseMs?: number;
}

/** People who vote and withdraw without rest until told to stop. One pair of person and issue has one request under way. */
export function voteStorm({ urls, voters, issues, hands = 16, pauseMs = 20 }: StormOptions): Storm {
	const pairs: Pair[] = voters.flatMap((voter) =>
		issues.map((issue) => ({ voter, issue, supports: null, isUnheard: false }))
	);
	const free = [...pairs];
	const refusals = new Map<Reply['status'], number>();
	let acknowledged = 0;
	let isOver = false;
	let turn = 0;

	async function work(): Promise<void> {
		while (!isOver) {
			const [pair] = free.splice(Math.floor(Math.random() * free.length), 1);
			if (!pair) return;
			const act: VoteAct = pair.supports && Math.random() < 0.5 ? 'withdrawVote' : 'vote';
			const url = urls[turn++ % urls.length] ?? '';
			const { status, outcome } = await pressVote(url, pair.voter, pair.issue, act);
			if (status === 'unreached') {
				free.push(pair);
				await sleep(pauseMs);
				continue;
			}
			if (outcome === null) {
				refusals.set(status, (refusals.get(status) ?? 0) + 1);
				pair.isUnheard = true;
				await sleep(pauseMs);
				continue;
			}
			acknowledged++;
			pair.supports = outcome === 'counted' || outcome === 'already_counted';
			free.push(pair);
		}
	}
	const working = Promise.all(Array.from({ length: hands }, work));

	return {
		acknowledged: () => acknowledged,
		refusals,
		async hearMore() {
			const before = acknowledged;
			const deadline = Date.now() + 10_000;
			while (acknowledged === before) {
				if (pairs.every(({ isUnheard }) => isUnheard))
					throw new Error('Nobody is left who could vote: give the storm more pairs.');
				if (Date.now() > deadline) throw new Error('Nothing was acknowledged for ten seconds.');
				await sleep(10);
			}
		},
		async stop() {
			isOver = true;
			await working;
		},
		async expectHonest(sql) {
			const rows = await sql<{ issue_id: string; account_id: string; state: string }[]>`
				select issue_id, account_id, state from private.votes where issue_id = any (${issues})`;
			const states = new Map(rows.map((row) => [`${row.issue_id} ${row.account_id}`, row.state]));
			expect(states.size).toBe(rows.length);
			const lost = pairs
				.filter((pair) => pair.supports !== null && !pair.isUnheard)
				.filter((pair) => (states.get(`${pair.issue} ${pair.voter.account}`) === 'active') !== pair.supports);
			expect(lost.map(({ issue, supports }) => ({ issue, supports }))).toEqual([]);
			const wrong = await sql`
				select c.issue_id, c.votes from public.issue_counters c where c.votes <> (
					select count(*) from private.votes v where v.issue_id = c.issue_id and v.state = 'active')`;
			expect([...wrong]).toEqual([]);
		}
	};
}
