import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './config.ts';
import { logFile } from './data-folder.ts';
import { commandOf, isPortFree, run, stopPid } from './processes.ts';
import type { Secrets } from './secrets.ts';
import { serverFiles, type ServerFiles } from './server-files.ts';

export interface Cluster {
	port: number;
	urlFor(role: DatabaseRole, database: string): string;
	/** Called when the server ends without having been told to. */
	onLoss(listener: () => void): void;
	/** In good order, or as a crash would. */
	stop(how?: 'orderly' | 'crash'): Promise<void>;
}

/** supabase_admin is the superuser, postgres owns and migrates, authenticator serves requests: as when hosted. */
export type DatabaseRole = 'supabase_admin' | 'postgres' | 'authenticator';

interface Options {
	dataDir: string;
	port: number;
	secrets: Secrets;
	/** For tests: a crash may lose everything, and nothing waits for the disk. */
	throwaway?: boolean;
	/** How much of the memory the server keeps pages of tables in. */
	sharedBuffers?: string;
}

export async function startPostgres(options: Options): Promise<Cluster> {
	const files = await serverFiles(options.dataDir);
	await endLeftover(files.dataDir);
	if (!(await isPortFree(options.port))) {
		throw new Problem(
			`Port ${options.port}, meant for the database, is in use by another program. ` +
				`Stop that program, or choose another port: DB_PORT=${options.port + 10} npm start`
		);
	}
	if (!existsSync(path.join(files.dataDir, 'PG_VERSION'))) await initialise(files, options.secrets);

	const log = logFile(options.dataDir, 'postgres');
	const server = spawnServer(files, options, log);
	await untilReady(server, files.dataDir, log);

	let stopping = false;
	const { secrets, port } = options;
	return {
		port,
		urlFor: (role, database) => connectionUrl(role, database, port, secrets),
		onLoss: (listener) => void server.once('exit', () => stopping || listener()),
		async stop(how = 'orderly') {
			stopping = true;
			// PostgreSQL's fast shutdown ends sessions and writes everything; its immediate one writes nothing.
			const signal = how === 'orderly' ? 'SIGINT' : 'SIGQUIT';
			if (server.pid && server.exitCode === null && server.signalCode === null) {
				const gone = new Promise((resolve) => server.once('exit', resolve));
				server.kill(signal);
				await gone;
			}
		}
	};
}

export function connectionUrl(role: DatabaseRole, database: string, port: number, secrets: Secrets): string {
	const passwords = {
		supabase_admin: secrets.superuserPassword,
		postgres: secrets.ownerPassword,
		authenticator: secrets.authenticatorPassword
	};
	return `postgresql://${role}:${passwords[role]}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/** Deletes the database server's files, wherever they are. */
export async function removePostgresData(dataDir: string): Promise<void> {
	const files = await serverFiles(dataDir);
	await endLeftover(files.dataDir);
	rmSync(files.dataDir, { recursive: true, force: true });
}

async function initialise(files: ServerFiles, secrets: Secrets): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'dianti-initdb-'));
	const passwordFile = path.join(folder, 'password');
	writeFileSync(passwordFile, secrets.superuserPassword, { mode: 0o600 });
	if (files.account) {
		chownSync(folder, files.account.uid, files.account.gid);
		chownSync(passwordFile, files.account.uid, files.account.gid);
	}
	try {
		await run(
			files.initdb,
			[
				`--pgdata=${files.dataDir}`,
				'--username=supabase_admin',
				`--pwfile=${passwordFile}`,
				'--auth=scram-sha-256',
				'--encoding=UTF8',
				// Under the locale C, pg_trgm sees no Chinese letter.
				'--locale=C.UTF-8',
				'--no-sync'
			],
			{ cwd: '/', ...files.account }
		);
	} catch (error) {
		rmSync(files.dataDir, { recursive: true, force: true });
		throw error;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function spawnServer(files: ServerFiles, options: Options, log: string): ChildProcess {
	const output = openSync(log, 'a', 0o600);
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		timezone: 'UTC',
		log_timezone: 'UTC',
		shared_buffers: options.sharedBuffers ?? '256MB',
		max_connections: '120',
		// Statements and details of errors may hold what people wrote: keep them out of the log.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		...(options.throwaway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
	};
	return spawn(
		files.postgres,
		[
			'-D',
			files.dataDir,
			'-p',
			String(options.port),
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
		],
		// Detached: Ctrl-C in the terminal must not reach the database before the portal has stopped.
		{ cwd: '/', stdio: ['ignore', output, output], detached: true, ...files.account }
	);
}

async function untilReady(server: ChildProcess, dataDir: string, log: string): Promise<void> {
	let failure: Error | undefined;
	server.once('error', (error) => (failure = error));
	for (const started = Date.now(); Date.now() - started < 60_000; await sleep(25)) {
		if (failure || server.exitCode !== null || server.signalCode !== null) break;
		if (lockLines(dataDir)[7]?.trim() === 'ready' && lockLines(dataDir)[0] === String(server.pid)) return;
	}
	const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n') : '';
	throw new Problem(
		`PostgreSQL did not start${failure ? ` (${failure.message})` : ''}. The end of ${log}:\n${lines}`
	);
}

function lockLines(dataDir: string): string[] {
	try {
		return readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return [];
	}
}

/** After a kill -9 of the portal the server lives on; after a power cut its lock file names a stranger. */
async function endLeftover(dataDir: string): Promise<void> {
	const pid = Number(lockLines(dataDir)[0]);
	if (!pid) return;
	if (commandOf(pid).includes(dataDir)) await stopPid(pid, 'SIGINT');
	rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
}
