import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { migrate, prepareDatabase } from './database.ts';
import { removePostgresData, startPostgres, type Cluster } from './postgres.ts';
import { freePort } from './processes.ts';
import { readSecrets, type Secrets } from './secrets.ts';

/** A database server for tests and generators: gone without a trace at the end. */
export interface Scratch {
	dataDir: string;
	cluster: Cluster;
	secrets: Secrets;
	stop(): Promise<void>;
}

/** The database that carries the migrations and nothing else; what is made from it starts as its copy. */
export const templateDatabase = 'dianti_template';

export async function startScratch(): Promise<Scratch> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'dianti-'));
	chmodSync(dataDir, 0o711);
	const secrets = readSecrets(dataDir);
	const cluster = await startPostgres({ dataDir, port: await freePort(), secrets, throwaway: true });
	async function stop(): Promise<void> {
		await cluster.stop();
		await removePostgresData(dataDir);
		rmSync(dataDir, { recursive: true, force: true });
	}
	try {
		const sql = postgres(cluster.urlFor('supabase_admin', 'postgres'), { max: 1 });
		await sql.unsafe(`create database ${templateDatabase}`);
		await sql.end();
		await prepareDatabase(cluster, templateDatabase, secrets);
		await migrate(cluster.urlFor('postgres', templateDatabase));
		return { dataDir, cluster, secrets, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
