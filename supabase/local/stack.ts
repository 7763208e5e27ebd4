import path from 'node:path';
import type { Settings } from './config.ts';
import { startDataApi, type DataApi } from './data-api.ts';
import { migrate, migrationHashes, prepareDatabase } from './database.ts';
import { openDataFolder, readState, writeState } from './data-folder.ts';
import { startPostgres, type Cluster } from './postgres.ts';
import { projectKeys, readSecrets } from './secrets.ts';

/** What the app, the worker and the tools are told about the project they work against. */
export interface ProjectEnv {
	SUPABASE_URL: string;
	SUPABASE_PUBLISHABLE_KEY: string;
	SUPABASE_SECRET_KEY: string;
	JWT_SECRET: string;
	DATABASE_URL: string;
}

export interface Stack {
	env: ProjectEnv;
	cluster: Cluster;
	dataApi: DataApi;
	applied: string[];
	stop(): Promise<void>;
}

/** The embedded Supabase project: PostgreSQL, migrations, Data API. */
export async function startStack(settings: Settings): Promise<Stack> {
	const { dataDir, ports } = settings;
	openDataFolder(dataDir);
	const secrets = readSecrets(dataDir, process.env.JWT_SECRET);
	const cluster = await startPostgres({ dataDir, port: ports.db, secrets });
	try {
		await prepareDatabase(cluster, 'postgres', secrets);
		const databaseUrl = cluster.urlFor('postgres', 'postgres');
		warnOfChangedMigrations(dataDir);
		const applied = await migrate(databaseUrl);
		writeState(dataDir, { migrations: migrationHashes() });
		const dataApi = await startDataApi({
			databaseUrl: cluster.urlFor('authenticator', 'postgres'),
			jwtSecret: secrets.jwtSecret,
			objectsDir: path.join(dataDir, 'objects'),
			port: ports.api
		});
		const keys = await projectKeys(secrets.jwtSecret);
		return {
			env: {
				SUPABASE_URL: dataApi.url,
				SUPABASE_PUBLISHABLE_KEY: keys.publishable,
				SUPABASE_SECRET_KEY: keys.secret,
				JWT_SECRET: secrets.jwtSecret,
				DATABASE_URL: databaseUrl
			},
			cluster,
			dataApi,
			applied,
			async stop() {
				await dataApi.stop();
				await cluster.stop();
			}
		};
	} catch (error) {
		await cluster.stop();
		throw error;
	}
}

function warnOfChangedMigrations(dataDir: string): void {
	const before = readState(dataDir).migrations;
	const changed = Object.entries(migrationHashes())
		.filter(([name, hash]) => before[name] && before[name] !== hash)
		.map(([name]) => name);
	if (changed.length > 0) {
		console.warn(
			`${changed.join(', ')} changed after it had been applied, and will not be applied again. ` +
				'For a fresh demo town with the new text: npm run reset'
		);
	}
}
