import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getStorageSchemaSql } from '@supabase/lite';
import { runMigrations } from 'graphile-worker';
import postgres from 'postgres';
import { Problem, root } from './config.ts';
import type { Cluster } from './postgres.ts';
import { supabaseCli } from './supabase-cli.ts';
import type { Secrets } from './secrets.ts';

const here = path.join(root, 'supabase/local');
const migrationsDir = path.join(root, 'supabase/migrations');

/** Roles, auth helpers and storage, as a hosted project has them from the start. */
export async function prepareDatabase(cluster: Cluster, database: string, secrets: Secrets): Promise<void> {
	const sql = postgres(cluster.urlFor('supabase_admin', database), { max: 1, onnotice: () => undefined });
	try {
		const [facts] = await sql<{ encoding: string; ctype: string }[]>`
			select pg_encoding_to_char(encoding) as encoding, datctype as ctype
			from pg_database where datname = current_database()`;
		if (facts?.encoding !== 'UTF8' || facts.ctype !== 'C.UTF-8') {
			throw new Problem(
				`The database must be UTF8 with the locale C.UTF-8, or Chinese text cannot be searched; it is ` +
					`${facts?.encoding} with ${facts?.ctype}. Remove the data folder, or run npm run reset.`
			);
		}
		await sql.unsafe(readFileSync(path.join(here, 'roles.sql'), 'utf8'));
		await sql.unsafe(`alter role postgres password '${secrets.ownerPassword}'`);
		await sql.unsafe(`alter role authenticator password '${secrets.authenticatorPassword}'`);
		const [storage] = await sql`select from pg_tables where schemaname = 'storage' and tablename = 'objects'`;
		if (!storage) await sql.unsafe(getStorageSchemaSql());
		await sql.unsafe(readFileSync(path.join(here, 'storage.sql'), 'utf8'));
	} finally {
		await sql.end();
	}
}

/** Brings the schema up to date with the Supabase CLI, then the worker's own. Returns the names of what was applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
	const pending = await pendingMigrations(databaseUrl);
	if (pending.length > 0) {
		await supabaseCli(['migration', 'up', `--remote=${databaseUrl}`, '--include-all', '--yes']);
	}
	await runMigrations({ connectionString: databaseUrl, logger: undefined });
	return pending;
}

async function pendingMigrations(databaseUrl: string): Promise<string[]> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	try {
		const [history] = await sql`
			select from pg_tables where schemaname = 'supabase_migrations' and tablename = 'schema_migrations'`;
		const applied = history
			? (await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`).map(
					(row) => row.version
				)
			: [];
		return migrationFiles().filter((name) => !applied.includes(name.split('_')[0] ?? ''));
	} finally {
		await sql.end();
	}
}

function migrationFiles(): string[] {
	return readdirSync(migrationsDir)
		.filter((name) => /^\d+_.*\.sql$/.test(name))
		.sort();
}

/** The text of every migration: a change in one that was applied before calls for a fresh database. */
export function migrationHashes(): Record<string, string> {
	return Object.fromEntries(
		migrationFiles().map((name) => [
			name,
			createHash('sha256')
				.update(readFileSync(path.join(migrationsDir, name)))
				.digest('hex')
				.slice(0, 16)
		])
	);
}
