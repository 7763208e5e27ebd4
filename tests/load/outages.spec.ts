import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startScratch } from '../../supabase/local/scratch.ts';
import { startPortal } from '../support/portal.ts';
import { openProxy } from '../support/proxy.ts';
import { atSize } from '../support/sampling.ts';
import { pressVote, signInAll, voteStorm, type Voter } from '../support/voters.ts';
import { buildWorld } from '../support/world.ts';

const proxy = await openProxy();
// A server of its own: others must not feel its outages.
const scratch = await startScratch({ durable: true });
const portal = await startPortal(scratch, { town: 'empty', worker: false, beforeDatabase: proxy });
afterAll(async () => {
	await portal.stop();
	await scratch.stop();
});
const world = await buildWorld(portal);
const again = atSize(1, 10);

let voters: Voter[];
let issues: number[];
let storm: ReturnType<typeof voteStorm>;

beforeEach(async () => {
	voters = await signInAll(portal.sql, await world.residents(60));
	issues = (await Promise.all(Array.from({ length: 20 }, () => world.publishedIssue()))).map(({ id }) => id);
	storm = voteStorm({ urls: [portal.url], voters, issues, hands: 8, pauseMs: 250 });
	await storm.hearMore();
});

afterEach(async () => {
	await storm.stop();
	await storm.expectHonest(portal.sql);
	expect([...storm.refusals.keys()].filter((status) => status !== 503)).toEqual([]);
});

let readings = 0;
/** A page that nobody has read yet, so that it is not in memory. */
const readAnew = () => fetch(`${portal.url}/issues/${issues[0]}?reading=${readings++}`);

/** What a reader, a machine and a voter are told while the database is gone. */
async function expectPatience(): Promise<void> {
	const [page, health, vote] = await Promise.all([
		readAnew(),
		fetch(`${portal.url}/healthz`),
		pressVote(portal.url, voters[0] ?? { account: '', cookie: '' }, issues[0] ?? 0, 'vote')
	]);
	expect(page.status).toBe(503);
	expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
	expect(await page.text()).toContain('<html');
	expect(health.status).toBe(503);
	expect(await health.json()).toMatchObject({ database: 'unavailable' });
	expect(vote).toEqual({ status: 503, outcome: null });
}

async function expectBackSoon(): Promise<void> {
	const deadline = Date.now() + 10_000;
	const isWell = async () => {
		const answers = await Promise.all([fetch(`${portal.url}/healthz`), readAnew()]);
		return answers.every(({ status }) => status === 200);
	};
	while (!(await isWell())) {
		expect(Date.now()).toBeLessThan(deadline);
		await sleep(50);
	}
	await storm.hearMore();
	expect(Date.now()).toBeLessThan(deadline);
}

describe.each(['orderly', 'crash'] as const)('the database stopped under load (%s)', (how) => {
	test(
		`is told with 503, and all is well within ten seconds of its return, ${again} times`,
		{ tags: ['sampled'] },
		async () => {
			for (let round = 0; round < again; round++) {
				await scratch.halt(how);
				await expectPatience();
				await scratch.resume();
				await expectBackSoon();
			}
		}
	);
});

describe('the way to the database', () => {
	afterEach(() => proxy.mend());

	test('cut, is told with 503, and all is well soon after', { tags: ['sampled'] }, async () => {
		for (let round = 0; round < again; round++) {
			proxy.cut();
			await expectPatience();
			proxy.mend();
			await expectBackSoon();
		}
	});

	test('silent, is told with 503 after ten seconds at most, and all is well soon after', async () => {
		const began = Date.now();
		proxy.stall();
		await expectPatience();
		expect(Date.now() - began).toBeLessThan(13_000);
		proxy.mend();
		await expectBackSoon();
	});

	test('closed on one side, is opened anew', { tags: ['sampled'] }, async () => {
		for (let round = 0; round < again; round++) {
			proxy.halfClose();
			await expectBackSoon();
		}
	});
});
