import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll } from 'vitest';
import { startApp } from '../../src/server/app.ts';
import { canFill, fill } from '../../supabase/local/fill.ts';
import { freePort, stopChild } from '../../supabase/local/processes.ts';
import { templateDatabase, type Scratch } from '../../supabase/local/scratch.ts';
import type { Proxy } from './proxy.ts';
import { currentScratch } from './scratch-server.ts';
import { startTestStack, type TestStack } from './stack.ts';
import { startWorker } from './worker.ts';

/** The demo town: a database, and the pictures that belong to it. */
const demoDatabase = 'dianti_demo';
const demoObjects = (scratch: Scratch) => path.join(scratch.dataDir, 'objects-demo');

export interface Portal extends TestStack {
	/** Where the built app is served. */
	url: string;
	/** Kills the app as `kill -9` does, and starts it again on the same port. */
	crash(): Promise<void>;
	/** Tells the app to end, as an operator does, and starts it again on the same port; answers how it ended. */
	restart(): Promise<{ code: number | null; ms: number }>;
	/** Another instance of the app before the same project; answers its address. */
	openTwin(): Promise<string>;
}

interface PortalOptions {
	/** A portal with the demo town, or one with nothing but the migrations. */
	town?: 'demo' | 'empty';
	/** Is it a demo to the app: outbox, accounts on the sign-in page? */
	demo?: boolean;
	worker?: boolean;
	env?: Record<string, string>;
	/** What stands between the Data API and the database, if anything does. */
	beforeDatabase?: Proxy;
}

/** For a spec file: `const portal = await openPortal()` at its top; it is gone after the file's last test. */
export async function openPortal(options: PortalOptions = {}): Promise<Portal> {
	const portal = await startPortal(currentScratch(), options);
	afterAll(() => portal.stop());
	return portal;
}

export async function startPortal(scratch: Scratch, options: PortalOptions = {}): Promise<Portal> {
	const { town = 'demo', demo = true, worker = true } = options;
	const stack = await startTestStack(
		scratch,
		town === 'demo' ? demoDatabase : templateDatabase,
		options.beforeDatabase
	);
	if (town === 'demo') cpSync(demoObjects(scratch), stack.objectsDir, { recursive: true });
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const env = appEnv({ ...stack.env, ...options.env }, { port, demo });

	let app = await startApp(env);
	async function startAnew(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
		const began = performance.now();
		const gone = once(app, 'exit');
		app.kill(signal);
		const [code]: (number | null)[] = await gone;
		const ms = performance.now() - began;
		app = await startApp(env);
		return { code: code ?? null, ms };
	}
	const twins: ChildProcess[] = [];
	const jobs = worker ? startWorker(env) : undefined;
	return {
		...stack,
		url,
		crash: async () => void (await startAnew('SIGKILL')),
		restart: () => startAnew('SIGTERM'),
		async openTwin() {
			const twinPort = await freePort();
			twins.push(await startApp(appEnv({ ...stack.env, ...options.env }, { port: twinPort, demo })));
			return `http://127.0.0.1:${twinPort}`;
		},
		async stop() {
			await Promise.all([app, ...twins].map((instance) => stopChild(instance)));
			if (jobs) await stopChild(jobs);
			await stack.stop();
		}
	};
}

/** Fills the demo town once for a server; every portal starts from a copy. */
export async function ensureDemoTown(scratch: Scratch): Promise<void> {
	const sql = postgres(scratch.urlFor('postgres', 'postgres'), { max: 1 });
	const [known] = await sql`select from pg_database where datname = ${demoDatabase}`;
	await sql.end();
	if (known) return;
	const stack = await startTestStack(scratch, templateDatabase);
	try {
		if (canFill('demo')) await fill('demo', appEnv({ ...stack.env }, { port: 1, demo: true }));
		await stack.disconnect();
		await scratch.copyDatabase(stack.database, demoDatabase);
		cpSync(stack.objectsDir, demoObjects(scratch), { recursive: true });
	} finally {
		await stack.stop();
	}
}

function appEnv(
	project: Record<string, string>,
	{ port, demo }: { port: number; demo: boolean }
): NodeJS.ProcessEnv {
	const origin = `http://127.0.0.1:${port}`;
	return {
		...process.env,
		...project,
		NODE_ENV: 'production',
		PORT: String(port),
		HOST: '127.0.0.1',
		ORIGIN: origin,
		PUBLIC_ORIGIN: origin,
		DEMO: demo ? '1' : '0',
		BODY_SIZE_LIMIT: '96M'
	};
}
