import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPortal } from '../support/portal.ts';
import { atSize } from '../support/sampling.ts';
import { pressVote, signInAll, voteStorm, type Reply } from '../support/voters.ts';
import { buildWorld } from '../support/world.ts';

const portal = await openPortal({ town: 'empty', worker: false });
const { sql } = portal;
const world = await buildWorld(portal);
const rounds = atSize(3, 20);

async function openIssues(count: number): Promise<number[]> {
	const issues = await Promise.all(Array.from({ length: count }, () => world.publishedIssue()));
	return issues.map(({ id }) => id).sort((a, b) => a - b);
}

/** Votes for the issue wait in the database until `release` is called; answers once they do. */
async function holdVotesFor(issue: number): Promise<() => Promise<void>> {
	let release = () => undefined as void;
	const released = new Promise<void>((resolve) => (release = resolve));
	let taken = () => undefined as void;
	const isTaken = new Promise<void>((resolve) => (taken = resolve));
	const holding = sql.begin(async (holder) => {
		await holder`select from public.issue_counters where issue_id = ${issue} for update`;
		taken();
		await released;
	});
	await isTaken;
	return async () => {
		release();
		await holding;
	};
}

/** Some hundred people press the button of two issues at once, and the votes for the first are held up in the database. */
async function burst() {
	const [held = 0, free = 0] = await openIssues(2);
	const voters = await signInAll(sql, await world.residents(200));
	const release = await holdVotesFor(held);
	let heard = 0;
	const presses = [free, held].map((issue) =>
		voters.map(async (voter) => {
			const reply = await pressVote(portal.url, voter, issue, 'vote');
			heard++;
			return { account: voter.account, ...reply };
		})
	);
	while (heard < voters.length) await sleep(10);
	await sleep(200);
	expect(heard).toBe(voters.length);
	return { held, replies: Promise.all(presses[1] ?? []), release };
}

async function expectWritten(issue: number, replies: (Reply & { account: string })[]): Promise<void> {
	// As of one moment: what the database was asked before the end, it may be finishing.
	const [state] = await sql<{ votes: number; accounts: string[] }[]>`
		select n.votes, array(select v.account_id from private.votes v where v.issue_id = n.issue_id and v.state = 'active') as accounts
		from public.issue_counters n where n.issue_id = ${issue}`;
	const written = new Set(state?.accounts);
	const told = replies.filter(({ outcome }) => outcome === 'counted');
	expect(told.filter(({ account }) => !written.has(account))).toEqual([]);
	expect(state?.votes).toBe(written.size);
}

test('the app told to end answers every vote that it has taken, and then ends', async () => {
	const { held, replies, release } = await burst();
	const ended = portal.restart();
	await sleep(500);
	await release();
	const said = await replies;
	expect(said.filter(({ outcome }) => outcome !== 'counted')).toEqual([]);
	await expectWritten(held, said);
	expect((await ended).code).toBe(0);
	expect((await ended).ms).toBeLessThan(3_000);
});

test('it ends also while the database keeps votes waiting, and has acknowledged none of them', async () => {
	const { held, replies, release } = await burst();
	const { code, ms } = await portal.restart();
	expect(code).toBe(0);
	expect(ms).toBeLessThan(6_000);
	const said = await replies;
	expect(said.filter(({ outcome }) => outcome !== null)).toEqual([]);
	await release();
	// What the database had been asked before, it may still finish.
	await expect
		.poll(
			() => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
		)
		.toEqual([]);
	await expectWritten(held, said);
});

test(
	`ended ${rounds} times in a vote storm, it loses and doubles nothing and goes at once`,
	{ tags: ['sampled'] },
	async () => {
		const voters = await signInAll(sql, await world.residents(80));
		const storm = voteStorm({ urls: [portal.url], voters, issues: await openIssues(40) });
		for (let round = 0; round < rounds; round++) {
			await sleep(50 + Math.random() * 350);
			const { code, ms } = await portal.restart();
			expect(code).toBe(0);
			expect(ms).toBeLessThan(2_000);
			await storm.hearMore();
		}
		await storm.stop();
		await storm.expectHonest(sql);
		expect([...storm.refusals.keys()].filter((status) => status !== 503 && status !== null)).toEqual([]);
	}
);
