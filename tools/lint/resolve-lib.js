import { statSync } from 'node:fs';
import path from 'node:path';

// Follows `$lib/…` and imports without an ending, for the plugins that look where an import leads: in the interface that
// eslint-plugin-import had (2) and in the one that import-x has now (3).
const ownRoot = path.join(import.meta.dirname, '../..');
const endings = ['', '.ts', '.js', '.svelte', '/index.ts'];
const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

const libOf = (file) => {
	const end = file.lastIndexOf('/src/');
	return path.join(end < 0 ? ownRoot : file.slice(0, end), 'src/lib');
};

export const interfaceVersion = 2;

export function resolve(source, file) {
	const target = source.startsWith('$lib/')
		? path.join(libOf(file), source.slice('$lib/'.length))
		: source.startsWith('.')
			? path.resolve(path.dirname(file), source)
			: undefined;
	if (!target) return { found: false };
	const found = endings.map((end) => target + end).find(isFile);
	return found ? { found: true, path: found } : { found: false };
}

export const resolveLib = { interfaceVersion: 3, name: 'lib-alias', resolve };
