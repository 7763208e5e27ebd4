import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPortal } from '../support/portal.ts';
import { atSize } from '../support/sampling.ts';
import { signInAll, voteStorm } from '../support/voters.ts';
import { buildWorld } from '../support/world.ts';

const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
const kills = atSize(3, 50);

async function openIssues(count: number): Promise<number[]> {
	const issues = await Promise.all(Array.from({ length: count }, () => world.publishedIssue()));
	return issues.map(({ id }) => id);
}

test('two instances on one database count every vote once', { tags: ['sampled'] }, async () => {
	const urls = [portal.url, await portal.openTwin()];
	const voters = await signInAll(portal.sql, await world.residents(10));
	const storm = voteStorm({ urls, voters, issues: await openIssues(4), hands: 32 });
	while (storm.acknowledged() < atSize(600, 10_000)) await sleep(20);
	await storm.stop();
	expect([...storm.refusals]).toEqual([]);
	await storm.expectHonest(portal.sql);
});

test(
	`the app killed ${kills} times at random moments of a vote storm loses and doubles nothing`,
	{ tags: ['sampled'] },
	async () => {
		const voters = await signInAll(portal.sql, await world.residents(80));
		const storm = voteStorm({ urls: [portal.url], voters, issues: await openIssues(40) });
		for (let kill = 0; kill < kills; kill++) {
			await sleep(50 + Math.random() * 350);
			await portal.crash();
			await storm.hearMore();
		}
		await storm.stop();
		expect(storm.acknowledged()).toBeGreaterThan(kills * 10);
		await storm.expectHonest(portal.sql);
	}
);

test(
	'database connections killed in the middle of a vote storm lose and double nothing',
	{ tags: ['sampled'] },
	async () => {
		const voters = await signInAll(portal.sql, await world.residents(80));
		const storm = voteStorm({ urls: [portal.url], voters, issues: await openIssues(60), pauseMs: 100 });
		for (let kill = 0; kill < kills; kill++) {
			await sleep(100 + Math.random() * 200);
			await portal.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where usename = 'authenticator' and datname = current_database()`;
			await storm.hearMore();
		}
		await storm.stop();
		await storm.expectHonest(portal.sql);
		expect([...storm.refusals.keys()].filter((status) => status !== 503)).toEqual([]);
	}
);
