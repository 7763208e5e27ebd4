// The door of `npm start` and `npm run reset`. Runs on any Node from 20 and before anything is installed, so it uses
// nothing but Node itself: it installs what is missing and goes on with the project's own Node.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { ensureInstalled, projectNode } from './install.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
await ensureInstalled();

const child = spawn(
	projectNode(),
	['--disable-warning=ExperimentalWarning', path.join(here, 'start.ts'), ...process.argv.slice(2)],
	{
		stdio: ['inherit', 'inherit', 'inherit', 'ipc']
	}
);
// Ctrl-C reaches the child as well, which stops what it started in order; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		if (signal !== 'SIGINT') child.kill(signal);
	});
}
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
