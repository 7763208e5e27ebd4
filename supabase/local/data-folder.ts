import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Problem } from './config.ts';
import { commandOf } from './processes.ts';

const state = z.object({
	migrations: z.record(z.string(), z.string()).default({}),
	/** What the portal was filled with; 'unfinished' when that was interrupted. */
	filled: z.enum(['nothing', 'unfinished', 'demo', 'empty']).default('nothing')
});
export type State = z.infer<typeof state>;

export function openDataFolder(dataDir: string): void {
	if (existsSync(dataDir)) return;
	mkdirSync(dataDir, { recursive: true });
	// What lies in it has its own, narrower rights; the database server's account must be able to pass.
	chmodSync(dataDir, 0o711);
}

export function logFile(dataDir: string, name: string): string {
	mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
	return path.join(dataDir, 'logs', `${name}.log`);
}

export function readState(dataDir: string): State {
	const file = path.join(dataDir, 'state.json');
	return state.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
}

export function writeState(dataDir: string, change: Partial<State>): void {
	const next = { ...readState(dataDir), ...change };
	writeFileSync(path.join(dataDir, 'state.json'), `${JSON.stringify(next, null, '\t')}\n`);
}

/** The process, of the same program as this one, that runs a portal on the folder. */
export function launcherOf(dataDir: string): number | null {
	const file = path.join(dataDir, 'launcher.pid');
	const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	const program = path.basename(process.argv[1] ?? '');
	return other && other !== process.pid && commandOf(other).includes(program) ? other : null;
}

/** One portal per data folder. Returns how to give the folder back. */
export function lockDataFolder(dataDir: string): () => void {
	const file = path.join(dataDir, 'launcher.pid');
	const other = launcherOf(dataDir);
	if (other) {
		throw new Problem(
			`Dianti is already running on ${dataDir} (process ${other}). Stop it with Ctrl-C in its terminal, or give this ` +
				'one a folder and ports of its own: DATA_DIR=.data-2 PORT=3100 API_PORT=54421 DB_PORT=54422 npm start'
		);
	}
	writeFileSync(file, String(process.pid));
	return () => rmSync(file, { force: true });
}
