import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { migrate, prepareDatabase } from './database.ts';
import { connectionUrl, removePostgresData, startPostgres, type DatabaseRole } from './postgres.ts';
import { commandOf, freePort } from './processes.ts';
import { readSecrets, type Secrets } from './secrets.ts';

/** A database server for tests and generators: gone without a trace at the end. */
export interface Scratch {
	/** What another process needs to attach to it. */
	address: string;
	dataDir: string;
	secrets: Secrets;
	urlFor(role: DatabaseRole, database: string): string;
	/** A database that starts as a copy of another, to which nobody may be connected meanwhile. */
	copyDatabase(source: string, name: string): Promise<void>;
	dropDatabase(name: string): Promise<void>;
	/** Ends the server, where it was started by this process. */
	stop(): Promise<void>;
}

/** A scratch server of this process's own, which it may take away and give back. */
export interface OwnScratch extends Scratch {
	halt(how: 'orderly' | 'crash'): Promise<void>;
	resume(): Promise<void>;
}

interface Options {
	/** What was committed outlives a crash, at the price of waiting for the disk. */
	durable?: boolean;
}

/** The database that carries the migrations and nothing else; what is made from it starts as its copy. */
export const templateDatabase = 'dianti_template';

export async function startScratch({ durable = false }: Options = {}): Promise<OwnScratch> {
	await sweep();
	const dataDir = mkdtempSync(path.join(tmpdir(), `dianti-scratch-${process.pid}-`));
	chmodSync(dataDir, 0o711);
	const secrets = readSecrets(dataDir);
	const settings = { dataDir, port: await freePort(), secrets, throwaway: !durable };
	let cluster = await startPostgres(settings);
	const scratch: OwnScratch = {
		...attachScratch(`${cluster.port}:${dataDir}`),
		halt: (how) => cluster.stop(how),
		async resume() {
			cluster = await startPostgres(settings);
		},
		async stop() {
			await cluster.stop();
			await removePostgresData(dataDir);
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
	try {
		await asSuperuser(scratch, `create database ${templateDatabase}`);
		await prepareDatabase(cluster, templateDatabase, secrets);
		await migrate(cluster.urlFor('postgres', templateDatabase));
		return scratch;
	} catch (error) {
		await scratch.stop();
		throw error;
	}
}

/** Ends servers whose starter was killed before it could. */
async function sweep(): Promise<void> {
	for (const name of readdirSync(tmpdir())) {
		const owner = Number(/^dianti-scratch-(\d+)-/.exec(name)?.[1]);
		if (!owner || commandOf(owner) !== '') continue;
		const dataDir = path.join(tmpdir(), name);
		try {
			await removePostgresData(dataDir);
			rmSync(dataDir, { recursive: true, force: true });
		} catch {
			// Another user's, who will sweep it.
		}
	}
}

export function attachScratch(address: string): Scratch {
	const [port = '', ...folder] = address.split(':');
	const dataDir = folder.join(':');
	const secrets = readSecrets(dataDir);
	const scratch: Scratch = {
		address,
		dataDir,
		secrets,
		urlFor: (role, database) => connectionUrl(role, database, Number(port), secrets),
		copyDatabase: (source, name) =>
			asSuperuser(
				scratch,
				`create database ${name} template ${source} owner postgres strategy file_copy`,
				`alter database ${name} set search_path to "$user", public, extensions`,
				`alter database ${name} set pgrst.db_schemas to 'public'`
			),
		dropDatabase: (name) => asSuperuser(scratch, `drop database if exists ${name} with (force)`),
		stop: async () => undefined
	};
	return scratch;
}

async function asSuperuser(scratch: Scratch, ...statements: string[]): Promise<void> {
	const sql = postgres(scratch.urlFor('supabase_admin', 'postgres'), { max: 1, onnotice: () => undefined });
	try {
		for (const statement of statements) await sql.unsafe(statement);
	} finally {
		await sql.end();
	}
}
