import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './config.ts';

/** The command line of a running process, '' when there is none: a process id alone may have been given to another. */
export function commandOf(pid: number): string {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return '';
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
	}
}

export async function stopPid(pid: number, signal: NodeJS.Signals, patience = 10_000): Promise<void> {
	const deadline = Date.now() + patience;
	kill(pid, signal);
	while (commandOf(pid) !== '' && Date.now() < deadline) await sleep(50);
	if (commandOf(pid) !== '') kill(pid, 'SIGKILL');
	while (commandOf(pid) !== '') await sleep(50);
}

function kill(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It is gone already, which is what was asked for.
	}
}

/** Runs a command to its end; what it printed becomes the error when it fails. */
export async function run(
	command: string,
	args: string[],
	options: { env?: NodeJS.ProcessEnv; cwd: string; uid?: number; gid?: number }
): Promise<string> {
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let out = '';
	let all = '';
	child.stdout.on('data', (chunk: Buffer) => {
		out += chunk;
		all += chunk;
	});
	child.stderr.on('data', (chunk: Buffer) => (all += chunk));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	if (code !== 0)
		throw new Problem(`${command} ${args[0] ?? ''} ended with ${code}:\n${all.trim().slice(-6000)}`);
	return out;
}

export async function stopChild(child: ChildProcess, patience = 8_000): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), patience);
	await gone;
	clearTimeout(timer);
}

export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = net.createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
}

export async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = net.createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() =>
				address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))
			);
		});
	});
}
