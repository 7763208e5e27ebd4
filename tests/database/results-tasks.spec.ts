import { parseCrontab } from 'graphile-worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { resultCron, resultTasks } from '../../src/lib/results/tasks.server.ts';
import { openStack } from '../support/stack.ts';
import { endWorker, startWorker } from '../support/worker.ts';
import { buildWorld } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const patiently = { timeout: 60_000, interval: 100 };

const worker = startWorker({ ...process.env, ...stack.env, DEMO: '0', VITEST: '', LOG_LEVEL: 'error' });
afterAll(async () => {
	if (worker.exitCode === null) await endWorker(worker, 'SIGKILL');
});

async function work(task: string): Promise<void> {
	const [job] = await sql<
		{ id: string }[]
	>`select id from graphile_worker.add_job(${task}, max_attempts => 1)`;
	await vi.waitFor(async () => {
		const [left] = await sql`select last_error from graphile_worker.jobs where id = ${job?.id ?? ''}`;
		expect(left?.last_error ?? null).toBe(null);
		expect(left).toBeUndefined();
	}, patiently);
}

/** What is kept of the whole city: measure → how many. */
async function sums(): Promise<Record<string, number>> {
	const rows = await sql<{ measure: string; n: number }[]>`
		select measure, sum(n)::int as n from private.totals
		where region_id = ${world.regions.city} and department = '' and category = '' and channel = '' group by measure having sum(n) > 0`;
	return Object.fromEntries(rows.map(({ measure, n }) => [measure, n]));
}

const recounts = () => sql<{ issues_repaired: number; totals_repaired: number }[]>`
	select issues_repaired, totals_repaired from private.recounts order by id`;

describe('the worker', () => {
	let [assigned, published] = [0, 0];
	beforeAll(async () => {
		({ id: assigned } = await world.assignedIssue());
		({ id: published } = await world.publishedIssue());
	});

	it('is given the time at which results are recounted', async () => {
		await vi.waitFor(async () => {
			const known = await sql`select identifier from graphile_worker._private_known_crontabs`;
			expect(known.map((row) => row.identifier)).toEqual(expect.arrayContaining(Object.keys(resultTasks)));
		}, patiently);
	});

	it('counts what happens, votes and deadlines that pass, within ten seconds', async () => {
		const within = { timeout: 10_000, interval: 100 };
		await vi.waitFor(
			async () => expect(await sums()).toMatchObject({ published: 2, owes_answer: 1 }),
			within
		);
		await world.vote(assigned, await world.residents(3));
		await vi.waitFor(async () => expect(await sums()).toMatchObject({ votes: 3 }), within);
		// Of thirty days to the first answer.
		await stack.freezeClock(new Date(Date.now() + 32 * 86_400_000));
		await vi.waitFor(async () => expect(await sums()).toMatchObject({ first_answer: 1, overdue: 1 }), within);
	});

	it('puts right what was counted wrong, and notes it', async () => {
		const right = await sums();
		await sql`update private.totals set n = n + 3 where measure = 'published'`;
		await sql`delete from private.facts where issue_id = ${published}`;
		expect(await sums()).not.toEqual(right);
		await work('recount_results');
		const [found, ...rest] = await recounts();
		expect(rest).toEqual([]);
		expect(found?.issues_repaired).toBe(1);
		expect(found?.totals_repaired).toBeGreaterThan(0);
		expect(await sums()).toEqual(right);

		await work('recount_results');
		expect([...(await recounts())].at(-1)).toEqual({ issues_repaired: 0, totals_repaired: 0 });
	});

	it('stops when told to', async () => {
		expect(await endWorker(worker, 'SIGTERM')).toBe(0);
	});
});

describe('the time of the recount', () => {
	const items = parseCrontab(resultCron.join('\n'));
	const isDue = (task: string, hour: number, min: number) =>
		items.some((item) => item.task === task && item.match({ hour, min, date: 1, month: 1, dow: 1 }));

	it('is at night in Shanghai', () => {
		expect(isDue('recount_results', 18, 40)).toBe(true);
		expect(isDue('recount_results', 2, 40)).toBe(false);
	});

	it('names a task that exists', () => {
		expect(items.map(({ task }) => task).sort()).toEqual(Object.keys(resultTasks).sort());
	});
});
