import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Problem, root } from './config.ts';

export type Filling = 'demo' | 'empty';

const scripts: Record<Filling, string> = {
	demo: 'supabase/seed/seed.ts',
	empty: 'supabase/seed/first-administrator.ts'
};
const runner = path.join(root, 'supabase/local/run-seed.ts');

const accounts = z.array(z.object({ role: z.string(), name: z.string(), signIn: z.string() }));
export type DemoAccount = z.infer<typeof accounts>[number];

/**
 * Runs the script that fills a fresh database: `seed(options)` of supabase/seed/seed.ts for the demo town, of
 * first-administrator.ts for an empty portal. In a process of its own, since it uses the app's services.
 */
export async function fill(filling: Filling, env: NodeJS.ProcessEnv): Promise<void> {
	await runSeed(scripts[filling], 'seed', env);
}

export function canFill(filling: Filling): boolean {
	return existsSync(path.join(root, scripts[filling]));
}

/** The accounts that seed.ts exports as `demoAccounts`. */
export async function demoAccounts(env: NodeJS.ProcessEnv): Promise<DemoAccount[]> {
	if (!canFill('demo')) return [];
	return accounts.parse((await runSeed(scripts.demo, 'accounts', env)) ?? []);
}

async function runSeed(script: string, task: 'seed' | 'accounts', env: NodeJS.ProcessEnv): Promise<unknown> {
	const child = spawn(process.execPath, ['--import', 'tsx', runner, script, task], {
		cwd: root,
		env,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	let answer: unknown;
	child.on('message', (message) => (answer = message));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Problem(`${script} did not finish; what it said stands above.`);
	return answer;
}
