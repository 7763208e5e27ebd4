import { statSync } from 'node:fs';
import path from 'node:path';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import importX from 'eslint-plugin-import-x';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** One way only: route → service → store → database (docs/architecture.md). */
const otherStores = {
	regex: String.raw`(^\$lib/|\.\./)(.*/)?store([./-].*)?\.server(\.ts)?$`,
	message: "Only a room's own service reads its store, as './store.server': call that room's service."
};
const database = {
	regex: String.raw`platform/database/[a-z]+\.server(\.ts)?$`,
	message: 'A route translates and calls a service; only stores speak to the database.'
};
const importedStores = [
	{
		selector: 'ImportExpression[source.value=/(^[$]lib|[.][.])[/](.*[/])?store[./-].*server/]',
		message: otherStores.message
	}
];

const libOf = (file) => {
	const end = file.lastIndexOf('/src/');
	return path.join(end < 0 ? import.meta.dirname : file.slice(0, end), 'src/lib');
};
/** So that no-cycle sees through the app's alias, too. */
const resolveLib = {
	interfaceVersion: 3,
	name: 'lib-alias',
	resolve(source, file) {
		const target = source.startsWith('$lib/')
			? path.join(libOf(file), source.slice('$lib/'.length))
			: source.startsWith('.')
				? path.resolve(path.dirname(file), source)
				: undefined;
		if (!target) return { found: false };
		const found = ['', '.ts', '.js', '.svelte', '/index.ts'].map((end) => target + end).find(isFile);
		return found ? { found: true, path: found } : { found: false };
	}
};
const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

export default ts.config(
	{
		ignores: [
			'**/build/',
			'**/.svelte-kit/',
			'.data/',
			'src/lib/paraglide/',
			'src/lib/platform/database/database.types.ts'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		plugins: { 'import-x': importX },
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			// Also where no-cycle follows an import from a .ts file into a component.
			parserOptions: { parser: ts.parser }
		},
		settings: {
			'import-x/extensions': ['.ts', '.svelte', '.js'],
			'import-x/internal-regex': '^\\$lib/',
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'svelte-eslint-parser': ['.svelte'] },
			'import-x/resolver-next': [resolveLib]
		},
		rules: {
			'no-undef': 'off',
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
			'no-restricted-imports': ['error', { patterns: [otherStores] }],
			'no-restricted-syntax': ['error', ...importedStores],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	{
		files: ['src/routes/**'],
		ignores: ['src/routes/healthz/**'],
		rules: { 'no-restricted-imports': ['error', { patterns: [otherStores, database] }] }
	},
	{
		// Only one module opens a client to the Data API.
		files: ['src/**/*.{ts,svelte}'],
		ignores: ['src/lib/platform/database/client.server.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@supabase/supabase-js',
							importNames: ['createClient'],
							message: 'platform/database/client.server.ts is the only createClient.'
						}
					]
				}
			]
		}
	}
);
