import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from '../../supabase/local/config.ts';

/** Left to itself, Node lets garbage grow with the machine's memory: twice as much as the app needs, and never flat. */
const heap = ['--max-semi-space-size=32', '--max-old-space-size=512'];
/** The same for what lies outside of the heap: what glibc has once had it gives back late, and one pool for each thread. */
const outsideOfHeap = {
	MALLOC_ARENA_MAX: '1',
	MALLOC_TRIM_THRESHOLD_: '262144',
	MALLOC_MMAP_THRESHOLD_: '65536'
};

/** What Node is called with to serve the built app. */
export const appArguments = [...heap, path.join(root, 'build/index.js')];

/** And to do the jobs. */
export const workerArguments = [
	...['--import', path.join(root, 'src/server/with-launcher.mjs'), '--import', 'tsx'],
	path.join(root, 'src/server/worker.ts')
];

/** The app reaches data through the Data API alone. */
export const appEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
	...outsideOfHeap,
	...env,
	DATABASE_URL: undefined
});

/** The built app as a process of its own; resolves once it listens. */
export async function startApp(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const app = spawn(process.execPath, appArguments, {
		cwd: root,
		env: appEnvironment(env),
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	await new Promise<void>((resolve, reject) => {
		app.once('message', () => resolve());
		app.once('exit', () => reject(new Error('The app did not start; what it said stands above.')));
	});
	return app;
}
