import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from './config.ts';

/** Left to itself, Node lets garbage grow with the machine's memory: twice as much as the app needs, and never flat. */
const memory = ['--max-semi-space-size=16', '--max-old-space-size=512'];

/** The built app as a process of its own; resolves once it listens. */
export async function startApp(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const app = spawn(process.execPath, [...memory, path.join(root, 'supabase/local/serve.mjs')], {
		cwd: root,
		// The app reaches data through the Data API alone.
		env: { ...env, DATABASE_URL: undefined },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	await new Promise<void>((resolve, reject) => {
		app.once('message', () => resolve());
		app.once('exit', () => reject(new Error('The app did not start; what it said stands above.')));
	});
	return app;
}
