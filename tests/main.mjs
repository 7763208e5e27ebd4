// The door of `npm test`: installs what is missing, then goes on with the project's own Node.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, projectNode } from '../supabase/local/install.mjs';

await ensureInstalled();
const run = path.join(path.dirname(fileURLToPath(import.meta.url)), 'support/run.ts');
const child = spawn(projectNode(), ['--disable-warning=ExperimentalWarning', run, ...process.argv.slice(2)], {
	stdio: 'inherit'
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
