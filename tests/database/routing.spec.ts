import { expect, test, vi } from 'vitest';
import { trainModels } from '../../src/lib/routing/training.server.ts';
import { openStack } from '../support/stack.ts';
import { endWorker, startWorker } from '../support/worker.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer');
const administrator = await world.staff('administrator');
const learn = () => trainModels((statement, values) => sql.unsafe(statement, values));

const issues: number[] = [];
for (let n = 0; n < 64; n++) issues.push((await world.publishedIssue()).id);
const [first = 0] = issues;
await sql`update public.issues set category_key = case when id % 2 = 0 then 'transport' else 'education' end,
	title = case when id % 2 = 0 then '路口的红绿灯坏了' else '学校的食堂不干净' end where id = any (${issues})`;

const quality = (as: string) =>
	callAs(
		sql,
		as,
		(tx) => tx<{ kind: string; accuracy: number; proposed: number; followed: number }[]>`
			select kind, accuracy, proposed, followed from public.routing_quality()`
	);
const note = (as: string, proposed: string, decided: string) =>
	callAs(sql, as, (tx) => tx`select public.note_routing(${first}, 'category', ${proposed}, ${decided})`);

test('too few decisions teach nothing; enough do, and are held out to see how well', async () => {
	expect(await learn()).toEqual({ category: 64, department: 0 });
	expect(await quality(administrator)).toEqual([{ kind: 'category', accuracy: 1, proposed: 0, followed: 0 }]);
});

test('models are for intake officers, how good they are for administrators', async () => {
	const models = (as: string) =>
		callAs(sql, as, (tx) => tx<{ kind: string }[]>`select kind from public.routing_models_since(null)`);
	expect(await models(intake)).toEqual([{ kind: 'category' }]);
	for (const stranger of [administrator, await world.resident(), await world.staff('officer')])
		expect(await codeOf(models(stranger))).toBe('role_required');
	for (const stranger of [intake, await world.resident()]) {
		expect(await codeOf(quality(stranger))).toBe('role_required');
		expect(await codeOf(callAs(sql, stranger, (tx) => tx`select public.train_routing()`))).toBe(
			'role_required'
		);
	}
	const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
	expect(await codeOf(note(elsewhere, 'transport', 'jobs'))).toBe('role_required');
});

test('what was decided counts once per issue, also when two note it at once', async () => {
	await Promise.all([note(intake, 'transport', 'jobs'), note(intake, 'transport', 'jobs')]);
	const [missed] = await callAs(
		sql,
		administrator,
		(tx) => tx`select proposed, decided, times from public.routing_misses()`
	);
	expect(missed).toEqual({ proposed: 'transport', decided: 'jobs', times: 1 });
	await note(intake, 'transport', 'transport');
	expect(await quality(administrator)).toMatchObject([{ proposed: 1, followed: 1 }]);
});

test('the worker learns when an administrator asks, and two at once leave one model', async () => {
	await sql`update private.routing_models set trained_at = '2026-01-01'`;
	await Promise.all([1, 2].map(() => callAs(sql, administrator, (tx) => tx`select public.train_routing()`)));
	const worker = startWorker({ ...process.env, ...stack.env, DEMO: '0', VITEST: '', LOG_LEVEL: 'error' });
	try {
		await vi.waitFor(
			async () => {
				const [model] = await sql`select 1 from private.routing_models where trained_at > '2026-02-01'`;
				expect(model).toBeDefined();
			},
			{ timeout: 30_000, interval: 100 }
		);
	} finally {
		await endWorker(worker, 'SIGTERM');
	}
	await Promise.all([learn(), learn()]);
	expect(await sql`select kind from private.routing_models`).toHaveLength(1);
});
