import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { workerArguments } from '../../src/server/app.ts';
import { root } from '../../supabase/local/config.ts';

/** src/server/worker.ts as a process of its own, which does not outlive the test run. */
export function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
	return spawn(process.execPath, workerArguments, {
		cwd: root,
		env,
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
}

/** Answers the exit code; null when the signal itself ended it. */
export async function endWorker(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
	const gone = once(worker, 'exit');
	worker.kill(signal);
	const [code]: (number | null)[] = await gone;
	return code ?? null;
}
