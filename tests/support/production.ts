import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { root } from '../../supabase/local/config.ts';
import { freePort, run, stopChild } from '../../supabase/local/processes.ts';

/** Neither in the repository nor made by the build. */
const leftOut = ['node_modules', '.git', '.data', '.svelte-kit'];
const builders = ['svelte', '@sveltejs/kit', '@inlang/paraglide-js', '@types/nodemailer', 'vitest', 'eslint'];
/** npm leaves them because other packages could use them; nothing does. */
const couldBeUsed = ['vite', 'typescript'];

/**
 * The built app in a folder of its own, installed without the packages that build and test it (docs/operations.md):
 * `npm start` makes an empty portal there, the app answers, the worker works, and so do the tools.
 */
export async function productionInstall(): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'dianti-production-'));
	// PostgreSQL may run as another user.
	chmodSync(folder, 0o711);
	let portal: ChildProcess | undefined;
	let output = '';
	try {
		cpSync(root, folder, {
			recursive: true,
			filter: (file) => !leftOut.includes(path.relative(root, file))
		});
		// By which the worker and the tools find $lib.
		cpSync(path.join(root, '.svelte-kit/tsconfig.json'), path.join(folder, '.svelte-kit/tsconfig.json'));
		await run('npm', ['ci', '--omit=dev', '--prefer-offline'], { cwd: folder });

		for (const name of couldBeUsed)
			rmSync(path.join(folder, 'node_modules', name), { recursive: true, force: true });

		const [app, api, db] = [await freePort(), await freePort(), await freePort()];
		const dataDir = path.join(folder, '.data');
		const ports = { PORT: String(app), API_PORT: String(api), DB_PORT: String(db) };
		const env = { ...process.env, ...ports, DEMO: '0', DATA_DIR: dataDir };
		portal = spawn(process.execPath, ['src/server/start.mjs', 'start'], { cwd: folder, env });
		for (const stream of [portal.stdout, portal.stderr]) stream?.on('data', (chunk) => (output += chunk));
		await until('the app', async () => (await fetch(`http://127.0.0.1:${app}/healthz`)).ok);
		await until('the worker', () => worksOff(path.join(dataDir, 'running.json')));
		const invitation = ['--mail', 'lead@example.org', '--name', '某人'];
		await run('npm', ['run', 'invite-first', '--', 'commission_lead', ...invitation], { cwd: folder, env });

		const present = [...builders, ...couldBeUsed].filter((name) =>
			existsSync(path.join(folder, 'node_modules', name))
		);
		if (present.length > 0) throw new Error(`Installed, although only builds need it: ${present.join(', ')}`);
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`, { cause: error });
	} finally {
		if (portal) await stopChild(portal, 20_000);
		rmSync(folder, { recursive: true, force: true });
	}
}

const running = z.object({ DATABASE_URL: z.string() });

/** Does the worker take a job, and do it? */
async function worksOff(file: string): Promise<boolean> {
	const { DATABASE_URL } = running.parse(JSON.parse(readFileSync(file, 'utf8')));
	const sql = postgres(DATABASE_URL, { max: 1, onnotice: () => undefined });
	const open = () => sql`select from graphile_worker.jobs where task_identifier = 'refresh_search_words'`;
	try {
		await sql`select graphile_worker.add_job('refresh_search_words')`;
		for (let tries = 0; tries < 100 && (await open()).length > 0; tries++) await sleep(100);
		return (await open()).length === 0;
	} finally {
		await sql.end();
	}
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 90_000;
	while (!(await isSo().catch(() => false))) {
		if (Date.now() > deadline) throw new Error(`Without the packages that build it, ${what} does not run.`);
		await sleep(200);
	}
}
