import { rmSync } from 'node:fs';
import path from 'node:path';
import { workerArguments } from '../../src/server/app.ts';
import { onStop, quit } from '../../src/server/shutdown.ts';
import { keepChild, type KeptChild } from '../../src/server/supervise.ts';
import { startDataApi, type DataApi } from '../../supabase/local/data-api.ts';
import { lockDataFolder, logFile, openDataFolder } from '../../supabase/local/data-folder.ts';
import { fill } from '../../supabase/local/fill.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { freePort } from '../../supabase/local/processes.ts';
import { forgetRunning, shareRunning } from '../../supabase/local/running.ts';
import { projectKeys, readSecrets } from '../../supabase/local/secrets.ts';
import { databasesOf, type WorkingCopy } from './databases.ts';

/** Database, Data API and worker of `npm run dev`, in a data folder of their own beside that of `npm start`. */
export interface DevStack {
	/** Opens a working copy, and tells this process's environment how it is reached. */
	open(): Promise<void>;
	/** Goes on with a copy on the migrations as they are now; answers how it was made, null when it is the same. */
	refresh(): Promise<WorkingCopy['how'] | null>;
	restartWorker(): Promise<void>;
}

interface Options {
	dataDir: string;
	/** The town is filled anew. */
	isFresh: boolean;
	/** Where pages are served. */
	serving: Record<string, string>;
}

export async function startDevStack({ dataDir, isFresh, serving }: Options): Promise<DevStack> {
	openDataFolder(dataDir);
	onStop(lockDataFolder(dataDir));
	const secrets = readSecrets(dataDir);
	const keys = await projectKeys(secrets.jwtSecret);
	const port = Number(process.env.DB_PORT) || (await freePort());
	const apiPort = Number(process.env.API_PORT) || (await freePort());
	// The town can be filled again: nothing waits for the disk.
	const cluster = await startPostgres({ dataDir, port, secrets, throwaway: true });
	onStop(() => cluster.stop());
	cluster.onLoss(() => {
		console.error(`PostgreSQL ended by itself; see ${logFile(dataDir, 'postgres')}.`);
		void quit(1);
	});

	const envOf = (database: string) => ({
		...process.env,
		...serving,
		DEMO: '1',
		SUPABASE_URL: `http://127.0.0.1:${apiPort}`,
		SUPABASE_PUBLISHABLE_KEY: keys.publishable,
		SUPABASE_SECRET_KEY: keys.secret,
		JWT_SECRET: secrets.jwtSecret,
		DATABASE_URL: cluster.urlFor('postgres', database)
	});
	const databases = databasesOf({
		cluster,
		secrets,
		async fill(database) {
			console.log('Filling the demo town (once, ten seconds) …');
			await fill('demo', envOf(database));
		}
	});
	onStop(() => databases.stop());
	if (isFresh) await databases.clear();

	const objectsOf = (database: string) => path.join(dataDir, 'objects', database);
	let open: { database: string; dataApi: DataApi; worker: KeptChild } | undefined;
	onStop(close);
	onStop(() => forgetRunning(dataDir));

	async function close(): Promise<void> {
		await open?.worker.stop();
		await open?.dataApi.stop();
	}

	function startWorker(database: string): KeptChild {
		return keepChild({
			name: 'worker',
			args: workerArguments,
			env: envOf(database),
			log: logFile(dataDir, 'worker'),
			tellsWhenReady: false,
			onGivingUp: () => console.error('The worker keeps falling: it stays down until its code is edited.')
		});
	}

	async function switchTo(database: string): Promise<void> {
		const former = open?.database;
		await close();
		const dataApi = await startDataApi({
			databaseUrl: cluster.urlFor('authenticator', database),
			jwtSecret: secrets.jwtSecret,
			objectsDir: objectsOf(database),
			port: apiPort
		});
		open = { database, dataApi, worker: startWorker(database) };
		shareRunning(dataDir, envOf(database));
		// Keeps the previous copy, so that undoing an edit brings its data back.
		const kept = [database, ...(former ? [former] : [])];
		for (const name of await databases.keepOnly(kept))
			rmSync(objectsOf(name), { recursive: true, force: true });
	}

	return {
		async open() {
			const { name } = await databases.current();
			await switchTo(name);
			Object.assign(process.env, envOf(name));
			// The app reaches data through the Data API alone.
			delete process.env.DATABASE_URL;
		},
		async refresh() {
			const { name, how } = await databases.current();
			if (name === open?.database) return null;
			await switchTo(name);
			return how;
		},
		async restartWorker() {
			if (!open) return;
			await open.worker.stop();
			open.worker = startWorker(open.database);
		}
	};
}
