import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, root } from '../../supabase/local/config.ts';
import { stopChild } from '../../supabase/local/processes.ts';

export interface KeptChild {
	ready: Promise<void>;
	stop(): Promise<void>;
}

interface Options {
	name: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	/** Takes what the child says in the ordinary course; its errors go to the terminal. */
	log: string;
	/** The child says 'ready' over its channel. */
	tellsWhenReady: boolean;
	/** It fell and could not be put up again. */
	onGivingUp: (name: string) => void;
}

const fallsAllowed = 5;
const withinMs = 60_000;

/** A child that is started again when it falls, unless it falls too often. */
export function keepChild(options: Options): KeptChild {
	let stopping = false;
	let child: ChildProcess;
	const falls: number[] = [];

	const log = openSync(options.log, 'a', 0o600);

	function start(): Promise<void> {
		child = spawn(process.execPath, options.args, {
			cwd: root,
			env: options.env,
			stdio: ['ignore', log, 'inherit', 'ipc'],
			// In a group of its own: Ctrl-C must not reach it before the launcher stops things in order.
			detached: true
		});
		child.once('exit', (code, signal) => void fell(code, signal));
		const current = child;
		return new Promise((resolve, reject) => {
			if (!options.tellsWhenReady) return resolve();
			current.once('message', () => resolve());
			current.once('exit', () =>
				reject(new Problem(`The ${options.name} did not start; what it said stands above.`))
			);
		});
	}

	async function fell(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
		if (stopping) return;
		const now = Date.now();
		falls.push(now);
		if (falls.filter((at) => now - at < withinMs).length > fallsAllowed)
			return options.onGivingUp(options.name);
		console.error(`The ${options.name} ended (${signal ?? code}); starting it again.`);
		await sleep(500);
		if (!stopping) await start().catch(() => undefined);
	}

	return {
		ready: start(),
		async stop() {
			stopping = true;
			await stopChild(child);
		}
	};
}
