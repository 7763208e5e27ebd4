import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../supabase/local/config.ts';
import { freePort, run, stopChild } from '../supabase/local/processes.ts';

const folder = path.join(root, 'bench/bare');
let isBuilt = false;

/** A bare SvelteKit route that answers these bytes, whatever it is asked. */
export async function startBare(body: string): Promise<{ url: string; stop(): Promise<void> }> {
	if (!isBuilt) {
		await run(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: folder });
		isBuilt = true;
	}
	const scratch = mkdtempSync(path.join(tmpdir(), 'dianti-bare-'));
	const file = path.join(scratch, 'body.html');
	writeFileSync(file, body);
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const preload = path.join(root, 'src/server/with-launcher.mjs');
	const app = spawn(process.execPath, ['--import', preload, path.join(folder, 'build/index.js')], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			PORT: String(port),
			HOST: '127.0.0.1',
			ORIGIN: url,
			BARE_BODY: file
		},
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	for (let tries = 0; tries < 100; tries++) {
		if (await fetch(url).catch(() => null)) break;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		url,
		async stop() {
			await stopChild(app);
			rmSync(scratch, { recursive: true, force: true });
		}
	};
}
