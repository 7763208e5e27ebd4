import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const megabyte = 1_000_000;

/** Files that git keeps and that are too large for a repository of text, each with its size; none outside of a checkout. */
export function largeTrackedFiles(folder: string): string[] {
	if (!existsSync(path.join(folder, '.git'))) return [];
	const names = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8' });
	return names
		.split('\0')
		.filter(Boolean)
		.map((name) => ({ name, size: statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0 }))
		.filter(({ size }) => size > megabyte)
		.map(({ name, size }) => `${name}: ${(size / megabyte).toFixed(1)} MB`);
}
