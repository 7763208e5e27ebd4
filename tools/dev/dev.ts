// `npm run dev`: the embedded stack with a demo town of its own, the worker, and Vite in front; follows what is edited.
import { existsSync, watchFile } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { createServer as createViteServer, type ViteDevServer } from 'vite';
import { halt, onStop, quit, runUntilStopped } from '../../src/server/shutdown.ts';
import { forgetPages } from '../../src/server/vite-plugin.ts';
import { Problem, readSettings, root } from '../../supabase/local/config.ts';
import { launcherOf } from '../../supabase/local/data-folder.ts';
import { demoAccounts } from '../../supabase/local/fill.ts';
import { isPortFree, run } from '../../supabase/local/processes.ts';
import { readRunning, runningFile } from '../../supabase/local/running.ts';
import { compileMessages } from '../messages.ts';
import { startDevStack, type DevStack } from './stack.ts';

const dataDir = path.resolve(root, process.env.DATA_DIR ?? '.data/dev');
const isFresh = process.argv.includes('--fresh');

await runUntilStopped(async () => {
	const began = Date.now();
	const settings = readSettings();
	const { host } = settings;
	const port = process.env.PORT ? settings.ports.app : await freeFrom(5173, host);
	if (!(await isPortFree(port, host)))
		throw new Problem(`Port ${port} is in use. Choose another: PORT=${port + 1} npm run dev`);
	const origin = settings.origin.replace(/:3000$/, `:${port}`);
	const serving = { HOST: host, PORT: String(port), ORIGIN: origin, PUBLIC_ORIGIN: origin };

	const running = settings.hosted ? null : launcherOf(dataDir);
	let stack: DevStack | null = null;
	if (settings.hosted) {
		console.log(`Using the project at ${process.env.SUPABASE_URL}.`);
		await prepareSources();
	} else if (running) {
		console.log(`Using the stack of process ${running}, which runs already.`);
		await prepareSources();
		Object.assign(process.env, readRunning(dataDir));
	} else {
		[stack] = await Promise.all([startDevStack({ dataDir, isFresh, serving }), prepareSources()]);
	}
	Object.assign(process.env, serving);
	halt();
	const [vite] = await Promise.all([startVite(host, port), stack?.open()]);
	follow(vite, stack);
	if (running) watchFile(runningFile(dataDir), { interval: 500 }, () => void startAnew(vite).catch(complain));
	// What the first page needs is loaded before somebody waits for it.
	await fetch(origin).then((answer) => answer.arrayBuffer());

	console.log(`\nDianti 点题 is at ${origin}  (up in ${secondsSince(began)} s)`);
	if (stack) {
		for (const { role, name, signIn } of await demoAccounts(process.env))
			console.log(`  ${role.padEnd(20)} ${name}  ${signIn}`);
		console.log(`  Their codes and mails: ${origin}/outbox`);
	}
	console.log(
		'Pages follow what is edited in src/, messages/ and supabase/migrations/. Ctrl-C stops everything.'
	);
});

async function startVite(host: string, port: number): Promise<ViteDevServer> {
	// The server that listens is ours: Vite's own would end this process on SIGTERM before the database has stopped.
	const listening = createServer((request, response) => vite.middlewares(request, response));
	const vite = await createViteServer({
		root,
		clearScreen: false,
		server: { middlewareMode: true, hmr: { server: listening } }
	});
	onStop(async () => {
		listening.close();
		listening.closeAllConnections();
		await vite.close();
	});
	await new Promise<void>((resolve) => listening.listen(port, host, resolve));
	// What every page needs is loaded while the database is made ready.
	await vite.ssrLoadModule('/src/hooks.server.ts');
	return vite;
}

/** What Vite and the worker read and nobody keeps in git. */
async function prepareSources(): Promise<void> {
	await compileMessages();
	if (existsSync(path.join(root, '.svelte-kit/tsconfig.json'))) return;
	await run(process.execPath, [path.join(root, 'node_modules/@sveltejs/kit/svelte-kit.js'), 'sync'], {
		cwd: root
	});
}

function follow(vite: ViteDevServer, stack: DevStack | null): void {
	const reactions: { files: RegExp; react: () => Promise<unknown> | void }[] = [
		{ files: /^messages\/.*\.json$/, react: compileMessages },
		{
			files: /^supabase\/(migrations\/.*|local\/(roles|storage))\.sql$/,
			async react() {
				const began = Date.now();
				const how = await stack?.refresh();
				if (!how) return;
				await startAnew(vite);
				const town =
					how === 'filled' ? 'filled anew' : how === 'kept' ? 'as it was before that change' : 'a fresh copy';
				console.log(`Migrations applied within ${secondsSince(began)} s; the town is ${town}.`);
			}
		},
		{ files: /^src\/(lib|server)\/(?!paraglide\/).*(?<!\.spec)\.ts$/, react: () => stack?.restartWorker() }
	];
	const due = new Set<() => Promise<unknown> | void>();
	let timer: NodeJS.Timeout | undefined;
	let underWay = Promise.resolve();
	vite.watcher.on('all', (_, file) => {
		const name = path.relative(root, file).replaceAll(path.sep, '/');
		for (const { files, react } of reactions) if (files.test(name)) due.add(react);
		if (due.size === 0) return;
		// An editor that saves many files is followed once.
		clearTimeout(timer);
		timer = setTimeout(() => {
			const reactions = [...due];
			due.clear();
			underWay = underWay.then(async () => {
				for (const react of reactions) await Promise.resolve(react()).catch(complain);
			});
		}, 50);
	});
}

function complain(error: unknown): void {
	console.error(
		error instanceof Problem ? `\n${error.message}\nEverything stays as it was before this change.` : error
	);
}

/** Another database stands behind the pages: nothing that was read of the former one may be remembered. */
async function startAnew(vite: ViteDevServer): Promise<void> {
	await forgetPages(vite);
	vite.environments.client.hot.send({ type: 'full-reload' });
}

async function freeFrom(first: number, host: string): Promise<number> {
	for (let port = first; port < first + 100; port++) if (await isPortFree(port, host)) return port;
	return quit(1);
}

function secondsSince(began: number): string {
	return ((Date.now() - began) / 1000).toFixed(1);
}
