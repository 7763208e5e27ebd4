import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { appArguments, appEnvironment, workerArguments } from './app.ts';
import { buildIfStale } from '../../tools/build.ts';
import { halt, onStop, quit, runUntilStopped } from './shutdown.ts';
import { keepChild } from './supervise.ts';
import { Problem, readSettings, root, type Settings } from '../../supabase/local/config.ts';
import {
	lockDataFolder,
	logFile,
	openDataFolder,
	readState,
	writeState
} from '../../supabase/local/data-folder.ts';
import { canFill, demoAccounts, fill, type Filling } from '../../supabase/local/fill.ts';
import { removePostgresData } from '../../supabase/local/postgres.ts';
import { isPortFree } from '../../supabase/local/processes.ts';
import { forgetRunning, shareRunning } from '../../supabase/local/running.ts';
import { startStack, type ProjectEnv, type Stack } from '../../supabase/local/stack.ts';

await runUntilStopped(async () => {
	const settings = readSettings();
	if (process.argv[2] === 'reset') await reset(settings);
	else if (settings.hosted) await serveHosted(settings);
	else await serveEmbedded(settings);
});

async function serveEmbedded(settings: Settings): Promise<void> {
	const began = Date.now();
	await refuseBusyPort(settings);
	takeFolder(settings);
	const filling = chooseFilling(settings);
	if (readState(settings.dataDir).filled === 'unfinished') {
		console.log('Filling the database was interrupted last time; starting it afresh.');
		await clear(settings);
	}

	console.log('Starting the database …');
	const [stack, built] = await Promise.all([ownStack(settings), sayIfBuilding()]);
	stack.cluster.onLoss(() => {
		console.error(`PostgreSQL ended by itself; see ${logFile(settings.dataDir, 'postgres')}.`);
		void quit(1);
	});
	if (stack.applied.length > 0) console.log(`Applied ${stack.applied.length} migrations.`);

	const demo = filling === 'demo';
	const env = appEnv(settings, stack.env, demo);
	shareRunning(settings.dataDir, env);
	onStop(() => forgetRunning(settings.dataDir));
	if (readState(settings.dataDir).filled === 'nothing') {
		await fillDatabase(settings, filling, env);
	}
	await serve(settings, env);

	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	console.log(`\nDianti 点题 is at ${settings.origin}  (up in ${seconds} s${built ? ', built' : ''})`);
	if (demo) {
		for (const account of await demoAccounts(env)) {
			console.log(`  ${account.role.padEnd(20)} ${account.name}  ${account.signIn}`);
		}
		console.log(
			`  How each signs in: ${settings.origin}/sign-in · their codes and mails: ${settings.origin}/outbox`
		);
	}
	console.log('Ctrl-C stops everything.');
}

/** What is still starting when Ctrl-C comes is stopped as soon as it is up. */
function ownStack(settings: Settings): Promise<Stack> {
	const starting = startStack(settings);
	onStop(async () => {
		const stack = await starting.catch(() => undefined);
		await stack?.stop();
	});
	return starting;
}

/** Against a Supabase project elsewhere: no embedded database, no demo town, no outbox. */
async function serveHosted(settings: Settings): Promise<void> {
	await refuseBusyPort(settings);
	await sayIfBuilding();
	await serve(settings, { ...process.env, ...servingEnv(settings, false) });
	console.log(`\nDianti 点题 is at ${settings.origin}, on the project at ${process.env.SUPABASE_URL}.`);
}

async function reset(settings: Settings): Promise<void> {
	if (settings.hosted) {
		throw new Problem(
			'SUPABASE_URL is set: npm run reset only ever touches the embedded database. Unset it first.'
		);
	}
	takeFolder(settings);
	console.log(`Dropping what is in ${settings.dataDir} …`);
	await clear(settings);
	const filling: Filling = settings.demo ? 'demo' : 'empty';
	const [stack] = await Promise.all([ownStack(settings), sayIfBuilding()]);
	await fillDatabase(settings, filling, appEnv(settings, stack.env, settings.demo));
	console.log(`${settings.demo ? 'A fresh demo town' : 'An empty portal'} is ready. Open it with: npm start`);
	await quit(0);
}

async function fillDatabase({ dataDir }: Settings, filling: Filling, env: NodeJS.ProcessEnv): Promise<void> {
	halt();
	if (!canFill(filling)) return;
	console.log(filling === 'demo' ? 'Building the demo town …' : 'Preparing an empty portal …');
	writeState(dataDir, { filled: 'unfinished' });
	await fill(filling, env);
	writeState(dataDir, { filled: filling });
}

async function clear(settings: Settings): Promise<void> {
	await removePostgresData(settings.dataDir);
	for (const name of ['objects', 'state.json', 'logs']) {
		rmSync(path.join(settings.dataDir, name), { recursive: true, force: true });
	}
}

function takeFolder(settings: Settings): void {
	openDataFolder(settings.dataDir);
	onStop(lockDataFolder(settings.dataDir));
}

/** A portal in earnest must never turn into a demo, which shows everybody's codes, because a variable was forgotten. */
function chooseFilling(settings: Settings): Filling {
	const { filled } = readState(settings.dataDir);
	const wanted = process.env.DEMO === undefined ? undefined : settings.demo ? 'demo' : 'empty';
	if (filled !== 'demo' && filled !== 'empty') return wanted ?? 'demo';
	if (wanted && wanted !== filled) {
		throw new Problem(
			`${settings.dataDir} holds ${filled === 'demo' ? 'the demo town' : 'a portal without demo accounts'}. Unset DEMO, ` +
				`choose another DATA_DIR, or drop what is there: DEMO=${wanted === 'demo' ? '1' : '0'} npm run reset`
		);
	}
	return filled;
}

async function refuseBusyPort(settings: Settings): Promise<void> {
	const { app } = settings.ports;
	if (await isPortFree(app, settings.host)) return;
	throw new Problem(
		`Port ${app} is in use, perhaps by another Dianti. Stop that program, or choose another port: PORT=${app + 1} npm start`
	);
}

async function sayIfBuilding(): Promise<boolean> {
	if (!existsSync(path.join(root, 'build/sources.sha256'))) console.log('Building the app …');
	return buildIfStale();
}

function servingEnv(settings: Settings, demo: boolean): NodeJS.ProcessEnv {
	return {
		NODE_ENV: 'production',
		PORT: String(settings.ports.app),
		HOST: settings.host,
		ORIGIN: settings.origin,
		PUBLIC_ORIGIN: settings.origin,
		DEMO: demo ? '1' : '0',
		// Four pictures from a phone and the form around them; each route has a narrower limit of its own.
		BODY_SIZE_LIMIT: process.env.BODY_SIZE_LIMIT ?? '96M'
	};
}

function appEnv(settings: Settings, project: ProjectEnv, demo: boolean): NodeJS.ProcessEnv {
	return { ...process.env, ...servingEnv(settings, demo), ...project };
}

async function serve(settings: Settings, env: NodeJS.ProcessEnv): Promise<void> {
	const onGivingUp = (name: string) => {
		console.error(`The ${name} keeps falling; giving up.`);
		void quit(1);
	};
	const keep = async (name: string, args: string[], tellsWhenReady: boolean, env: NodeJS.ProcessEnv) => {
		const log = logFile(settings.dataDir, name);
		halt();
		const child = keepChild({ name, args, env, log, tellsWhenReady, onGivingUp });
		onStop(() => child.stop());
		await child.ready;
	};
	await keep('worker', workerArguments, false, env);
	await keep('app', appArguments, true, appEnvironment(env));
}
