import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startApp } from '../src/server/app.ts';
import { buildIfStale } from '../tools/build.ts';
import { readSettings } from '../supabase/local/config.ts';
import { openDataFolder } from '../supabase/local/data-folder.ts';
import { migrate, migrationHashes, prepareDatabase } from '../supabase/local/database.ts';
import { startPostgres } from '../supabase/local/postgres.ts';
import { freePort, stopChild } from '../supabase/local/processes.ts';
import { projectKeys, readSecrets } from '../supabase/local/secrets.ts';
import { fill, restoreSettings } from './seeding.ts';
import { databaseOf, sizeOf, type Size } from './sizes.ts';

/** A portal on a seeded database: database server, Data API and app, each a process of its own, fsync on. */
export interface BenchPortal {
	url: string;
	sql: postgres.Sql;
	/** One connection with a visitor's rights and patience. */
	visitor: postgres.Sql;
	databaseUrl: string;
	size: Size;
	/** As the superuser, who may look behind functions. */
	superuserUrl: string;
	pid: number;
	/** Another instance of the app before the same Data API; answers its address. */
	openTwin(): Promise<string>;
	dataApiPid: number;
	stop(): Promise<void>;
}

export interface BenchServer {
	/** The database of this size, seeded if it is not there. */
	ensure(size: Size): Promise<void>;
	/** The largest that stands. */
	largest(): Promise<Size | null>;
	/** With `isWrittenTo` on a copy of its own: what one run writes would slow down the next one, and tilt what it compares. */
	open(size: Size, options?: { isWrittenTo?: boolean }): Promise<BenchPortal>;
	stop(): Promise<void>;
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** Kept between runs in a folder of its own beside the portal's data. */
export async function startBenchServer(): Promise<BenchServer> {
	const dataDir = path.join(readSettings().dataDir, 'bench');
	openDataFolder(dataDir);
	const secrets = readSecrets(dataDir);
	// As docs/operations.md advises for a server of its own.
	const sharedBuffers = `${Math.floor(totalmem() / 4 / 2 ** 20)}MB`;
	const starting = startPostgres({ dataDir, port: await freePort(), secrets, sharedBuffers });
	endOnSignal(async () => (await starting).stop());
	const cluster = await starting;
	const admin = (database: string) =>
		postgres(cluster.urlFor('supabase_admin', database), { max: 1, onnotice: () => undefined });
	const root = admin('postgres');

	// A seed that was killed may have left what it set for speed.
	await restoreSettings(root);

	async function databases() {
		return root<{ name: string; mark: string | null }[]>`
			select datname as name, shobj_description(oid, 'pg_database') as mark from pg_database`;
	}

	async function stands(): Promise<Size[]> {
		// One that was seeded with other migrations, or not to its end, is of no use.
		const marked = (await databases()).filter((one) => one.mark === schemaMark());
		return marked.flatMap((one) => sizeOf(one.name) ?? []);
	}

	async function handOver(name: string): Promise<void> {
		await root.unsafe(`alter database ${name} owner to postgres`);
		await root.unsafe(`alter database ${name} set search_path to "$user", public, extensions`);
	}

	async function copyOf(name: string): Promise<string> {
		const copy = `${name}_copy`;
		await root.unsafe(`drop database if exists ${copy} with (force)`);
		await root.unsafe(`create database ${copy} template ${name} strategy file_copy`);
		await handOver(copy);
		return copy;
	}

	async function seed(size: Size): Promise<void> {
		const name = databaseOf(size);
		const former = (await databases()).find((one) => one.name === name);
		if (former) {
			const fault =
				former.mark === null
					? 'was not seeded to its end'
					: 'was seeded with other migrations or another seed';
			console.error(`The database ${name} ${fault}: it is dropped and begun anew.`);
		}
		await root.unsafe(`drop database if exists ${name} with (force)`);
		await root.unsafe(`create database ${name}`);
		await prepareDatabase(cluster, name, secrets);
		await handOver(name);
		await migrate(cluster.urlFor('postgres', name));
		await fill(cluster.urlFor('supabase_admin', name), size);
		await root.unsafe(`comment on database ${name} is '${schemaMark()}'`);
		await root`checkpoint`;
	}

	return {
		async ensure(size) {
			const known = (await stands()).some((one) => databaseOf(one) === databaseOf(size));
			if (!known) await seed(size);
		},
		async largest() {
			return (await stands()).sort((a, b) => b.issues - a.issues)[0] ?? null;
		},
		async open(size, { isWrittenTo = false } = {}) {
			await buildIfStale();
			const seeded = databaseOf(size);
			const database = isWrittenTo ? await copyOf(seeded) : seeded;
			const [apiPort, port] = [await freePort(), await freePort()];
			const api = await startDataApi({
				databaseUrl: cluster.urlFor('authenticator', database),
				jwtSecret: secrets.jwtSecret,
				objectsDir: path.join(dataDir, 'objects'),
				port: apiPort
			});
			const keys = await projectKeys(secrets.jwtSecret);
			const startInstance = (url: string, ofPort: number) =>
				startApp({
					...process.env,
					NODE_ENV: 'production',
					PORT: String(ofPort),
					HOST: '127.0.0.1',
					ORIGIN: url,
					PUBLIC_ORIGIN: url,
					SUPABASE_URL: `http://127.0.0.1:${apiPort}`,
					SUPABASE_PUBLISHABLE_KEY: keys.publishable,
					SUPABASE_SECRET_KEY: keys.secret,
					JWT_SECRET: secrets.jwtSecret,
					DEMO: '0'
				});
			const url = `http://127.0.0.1:${port}`;
			const app = await startInstance(url, port);
			const twins: ChildProcess[] = [];
			const databaseUrl = cluster.urlFor('postgres', database);
			const sql = postgres(databaseUrl, { max: 4, onnotice: () => undefined });
			const visitor = postgres(cluster.urlFor('authenticator', database), {
				max: 1,
				onnotice: () => undefined,
				connection: { role: 'anon', statement_timeout: 20_000 }
			});
			return {
				url,
				sql,
				visitor,
				databaseUrl,
				size,
				superuserUrl: cluster.urlFor('supabase_admin', database),
				pid: app.pid ?? 0,
				async openTwin() {
					const twinPort = await freePort();
					const twinUrl = `http://127.0.0.1:${twinPort}`;
					twins.push(await startInstance(twinUrl, twinPort));
					return twinUrl;
				},
				dataApiPid: api.pid ?? 0,
				async stop() {
					await Promise.all([sql.end(), visitor.end()]);
					for (const instance of [app, ...twins]) await stopChild(instance);
					await stopChild(api);
				}
			};
		},
		async stop() {
			await root.end();
			await cluster.stop();
		}
	};
}

/** The database server lives in a group of its own and would outlive this process; app and Data API go with it. */
function endOnSignal(stopDatabase: () => Promise<void>): void {
	const end = () => void stopDatabase().finally(() => process.exit(130));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
	// npm hands a signal on to its shell, which ends and tells nobody.
	const shell = process.ppid;
	if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== shell && end(), 500).unref();
}

/** The cookie of the seeded resident number `n`, from 1. */
export function cookieOfVoter(n: number): string {
	const md5 = (text: string) => createHash('md5').update(text).digest('hex');
	return `session=${md5(`voter${n}`)}${md5(`again${n}`).slice(0, 8)}`;
}

/** Changes with the migrations and with what the seed makes of them. */
function schemaMark(): string {
	return createHash('sha256')
		.update(JSON.stringify(migrationHashes()))
		.update(readFileSync(path.join(here, 'seed.sql.ts')))
		.digest('hex')
		.slice(0, 16);
}

async function startDataApi(options: object): Promise<ChildProcess> {
	const child = spawn(process.execPath, [path.join(here, 'data-api.ts')], {
		env: { ...process.env, BENCH_DATA_API: JSON.stringify(options) },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	await new Promise<void>((resolve, reject) => {
		child.once('message', () => resolve());
		child.once('exit', () => reject(new Error('The Data API did not start.')));
	});
	return child;
}
