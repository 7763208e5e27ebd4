import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, root } from '../supabase/local/config.ts';
import { run } from '../supabase/local/processes.ts';

const sources = [
	'src',
	'static',
	'messages',
	'project.inlang/settings.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package-lock.json'
];
/** Made by the build itself. */
const generated = path.join(root, 'src/lib/paraglide');
const stamp = path.join(root, 'build/sources.sha256');

/** Builds the app unless the last build was of these very sources. Says whether it had to. */
export async function buildIfStale(): Promise<boolean> {
	const hash = hashOfSources();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
	if (!existsSync(path.join(root, 'node_modules/vite'))) {
		throw new Problem(
			'The sources have changed since the app was built, and the packages that build it are not installed. Run: npm ci && npm run build'
		);
	}
	await run('npm', ['run', '-s', 'build'], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
	writeFileSync(stamp, hash);
	return true;
}

/** Says of which sources the build is that stands. */
export function markBuild(): void {
	writeFileSync(stamp, hashOfSources());
}

function hashOfSources(): string {
	const hash = createHash('sha256');
	for (const source of sources) addTo(hash, path.join(root, source));
	return hash.digest('hex');
}

function addTo(hash: Hash, target: string): void {
	if (target === generated || !existsSync(target)) return;
	if (isFolder(target)) {
		for (const name of readdirSync(target).sort()) addTo(hash, path.join(target, name));
	} else {
		hash.update(path.relative(root, target)).update(readFileSync(target));
	}
}

function isFolder(target: string): boolean {
	try {
		readdirSync(target);
		return true;
	} catch {
		return false;
	}
}
