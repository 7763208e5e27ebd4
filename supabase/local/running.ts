import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const running = z.object({
	SUPABASE_URL: z.string(),
	SUPABASE_PUBLISHABLE_KEY: z.string(),
	SUPABASE_SECRET_KEY: z.string(),
	JWT_SECRET: z.string(),
	DATABASE_URL: z.string(),
	DEMO: z.string(),
	PUBLIC_ORIGIN: z.string()
});
/** How the portal that runs on a data folder is reached. */
export type Running = z.infer<typeof running>;

export const runningFile = (dataDir: string): string => path.join(dataDir, 'running.json');

/** For the tools that work on the running portal, such as `npm run import` (see running-stack.mjs). */
export function shareRunning(dataDir: string, env: NodeJS.ProcessEnv): void {
	const shared = JSON.stringify(running.parse(env), null, '\t');
	writeFileSync(runningFile(dataDir), `${shared}\n`, { mode: 0o600 });
}

export function readRunning(dataDir: string): Running {
	return running.parse(JSON.parse(readFileSync(runningFile(dataDir), 'utf8')));
}

export function forgetRunning(dataDir: string): void {
	rmSync(runningFile(dataDir), { force: true });
}
