import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import postgres from 'postgres';
import { Problem, root } from '../../supabase/local/config.ts';
import { prepareDatabase } from '../../supabase/local/database.ts';
import type { Cluster } from '../../supabase/local/postgres.ts';
import type { Secrets } from '../../supabase/local/secrets.ts';
import { carryRows } from './carry.ts';

/**
 * The databases of `npm run dev`, each named after what it was made of:
 * - `base_*` holds what a hosted project brings along,
 * - `schema_*` the migrations on top of it,
 * - `town_*` the demo town besides,
 * - `work_*` is the copy of it that the portal works on.
 */
export interface Databases {
	/** The working copy for the migrations as they are now. Throws a Problem when they do not apply. */
	current(): Promise<WorkingCopy>;
	/** Drops working copies but these; answers which. */
	keepOnly(names: string[]): Promise<string[]>;
	/** Drops everything, so that the town is filled anew. */
	clear(): Promise<void>;
	stop(): Promise<void>;
}

export interface WorkingCopy {
	name: string;
	/**
	 * `kept` from an earlier run, `copied` from the town, `carried` over from a town on other migrations, or `filled` with a
	 * town of its own.
	 */
	how: 'kept' | 'copied' | 'carried' | 'filled';
}

interface Options {
	cluster: Cluster;
	secrets: Secrets;
	/** Fills the database of this name with the demo town. */
	fill: (database: string) => Promise<void>;
}

export function databasesOf({ cluster, secrets, fill }: Options): Databases {
	const admin = connect(cluster.urlFor('supabase_admin', 'postgres'));

	async function names(): Promise<string[]> {
		const rows = await admin<{ name: string }[]>`
			select datname as name from pg_database where not datistemplate order by oid`;
		return rows.map(({ name }) => name);
	}

	async function drop(name: string): Promise<void> {
		await admin.unsafe(`drop database if exists ${name} with (force)`);
	}

	async function copy(source: string | null, name: string): Promise<void> {
		await admin.unsafe(`create database ${name} template ${source} owner postgres strategy file_copy`);
		await admin.unsafe(`alter database ${name} set search_path to "$user", public, extensions`);
		await admin.unsafe(`alter database ${name} set pgrst.db_schemas to 'public'`);
	}

	/** Under its own name only once it is whole; without a source it starts with nothing, not even the role that owns it. */
	async function make(name: string, source: string | null, complete: (unfinished: string) => Promise<void>) {
		if ((await names()).includes(name)) return;
		const unfinished = `unfinished_${name}`;
		await drop(unfinished);
		if (source) await copy(source, unfinished);
		else await admin.unsafe(`create database ${unfinished}`);
		await complete(unfinished);
		await admin.unsafe(`alter database ${unfinished} rename to ${name}`);
	}

	/** Makes the demo town on changed migrations out of the one that stands; says whether that could be done. */
	async function carry(fromTown: string, fromSchema: string, schema: string, town: string): Promise<boolean> {
		const at = (name: string) => connect(cluster.urlFor('supabase_admin', name));
		try {
			await make(town, schema, async (unfinished) => {
				const all = [fromTown, fromSchema, schema, unfinished].map(at);
				const [from, formerly, now, to] = all;
				try {
					if (from && formerly && now && to) await carryRows({ from, formerly, now, to });
				} finally {
					await Promise.all(all.map((sql) => sql.end()));
				}
			});
			return true;
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			console.log(`The demo town's rows do not fit the new tables (${why}): filling it anew …`);
			return false;
		}
	}

	return {
		async current() {
			const base = `base_${hashOf(['supabase/local/roles.sql', 'supabase/local/storage.sql'])}`;
			const migrations = globSync('supabase/migrations/*.sql', { cwd: root }).sort();
			const version = hashOf(['supabase/local/roles.sql', 'supabase/local/storage.sql', ...migrations]);
			const [schema, town, work] = [`schema_${version}`, `town_${version}`, `work_${version}`];
			const before = await names();
			if (before.includes(work)) return { name: work, how: 'kept' };

			await make(base, null, (name) => prepareDatabase(cluster, name, secrets));
			await make(schema, base, (name) => migrateAtOnce(cluster.urlFor('postgres', name), migrations));
			const fromTown = before.findLast((name) => name.startsWith('town_'));
			const fromSchema = fromTown?.replace('town_', 'schema_') ?? '';
			let how: 'copied' | 'carried' | 'filled' = 'copied';
			if (!before.includes(town)) {
				const isCarried =
					fromTown !== undefined &&
					before.includes(fromSchema) &&
					(await carry(fromTown, fromSchema, schema, town));
				how = isCarried ? 'carried' : 'filled';
				await make(town, schema, fill);
			}
			await make(work, town, async () => undefined);
			const others = (await names()).filter(
				(name) => /^(base|schema|town|unfinished)_/.test(name) && ![base, schema, town].includes(name)
			);
			for (const name of others) await drop(name);
			return { name: work, how };
		},
		async keepOnly(kept) {
			const dropped = (await names()).filter((name) => name.startsWith('work_') && !kept.includes(name));
			for (const name of dropped) await drop(name);
			return dropped;
		},
		async clear() {
			for (const name of await names())
				if (/^(base|schema|town|work|unfinished)_/.test(name)) await drop(name);
		},
		stop: () => admin.end()
	};
}

/** All of them, in one go: within half a second, where the Supabase CLI takes two. */
async function migrateAtOnce(databaseUrl: string, files: string[]): Promise<void> {
	const sql = connect(databaseUrl);
	try {
		for (const file of files) {
			const text = readFileSync(path.join(root, file), 'utf8');
			await sql
				.begin((transaction) => transaction.unsafe(text))
				.catch((error: unknown) => {
					throw new Problem(complaintOf(error, file, text));
				});
		}
	} finally {
		await sql.end();
	}
	await runMigrations({ connectionString: databaseUrl, logger: undefined });
}

function complaintOf(error: unknown, file: string, text: string): string {
	if (!(error instanceof postgres.PostgresError)) return String(error);
	const line = error.position ? `:${text.slice(0, Number(error.position)).split('\n').length}` : '';
	return [`${file}${line}: ${error.message}`, error.detail, error.hint, error.where]
		.filter(Boolean)
		.join('\n  ');
}

function hashOf(files: string[]): string {
	const hash = createHash('sha256');
	for (const file of files) hash.update(file).update(readFileSync(path.join(root, file)));
	return hash.digest('hex').slice(0, 12);
}

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });
