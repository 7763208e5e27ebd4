import { Problem } from '../../supabase/local/config.ts';

// For programs that start others: what they started is undone in the reverse order, on Ctrl-C and when starting fails
// half-way.
const undo: (() => Promise<unknown> | void)[] = [];
let stopping: Promise<void> | undefined;

/** Says how something that was started is ended. */
export function onStop(step: () => Promise<unknown> | void): void {
	undo.push(step);
}

/** Between the steps of starting: a Ctrl-C that came meanwhile has begun to undo them. */
export function halt(): void {
	if (stopping) throw new Problem('stopped while starting');
}

export async function quit(code: number): Promise<never> {
	await stopAll();
	process.exit(code);
}

/** Runs a program that goes on until it is told to stop. */
export async function runUntilStopped(start: () => Promise<void>): Promise<void> {
	process.on('SIGINT', onSignal);
	process.on('SIGTERM', onSignal);
	process.on('SIGHUP', onSignal);
	// The process that npm started was killed without a word.
	process.on('disconnect', () => void quit(0));
	try {
		await start();
	} catch (error) {
		if (stopping) await stopAll();
		else {
			console.error(error instanceof Problem ? `\n${error.message}` : error);
			await quit(1);
		}
	}
}

function stopAll(): Promise<void> {
	stopping ??= (async () => {
		for (const step of undo.reverse()) await step();
	})();
	return stopping;
}

let firstSignal = 0;
function onSignal(): void {
	// One Ctrl-C arrives more than once: from the terminal and from npm. A second thought comes later.
	if (stopping) {
		if (Date.now() - firstSignal > 1_000) process.exit(130);
		return;
	}
	firstSignal = Date.now();
	console.log('\nStopping …');
	void quit(0);
}
