import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from './config.ts';

/** Left to itself, Node lets garbage grow with the machine's memory: twice as much as the app needs, and never flat. */
const heap = ['--max-semi-space-size=32', '--max-old-space-size=512'];
/** A letter asked for in an address (/api/similar) is nine bytes a character. */
const addresses = ['--max-http-header-size=65536'];
/** The same for what lies outside of the heap: what glibc has once had it gives back late, and one pool for each thread. */
const outsideOfHeap = {
	MALLOC_ARENA_MAX: '1',
	MALLOC_TRIM_THRESHOLD_: '262144',
	MALLOC_MMAP_THRESHOLD_: '65536'
};

/** The built app as a process of its own; resolves once it listens. */
export async function startApp(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const app = spawn(process.execPath, [...heap, ...addresses, path.join(root, 'supabase/local/serve.mjs')], {
		cwd: root,
		// The app reaches data through the Data API alone.
		env: { ...outsideOfHeap, ...env, DATABASE_URL: undefined },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	await new Promise<void>((resolve, reject) => {
		app.once('message', () => resolve());
		app.once('exit', () => reject(new Error('The app did not start; what it said stands above.')));
	});
	return app;
}
