import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import importX from 'eslint-plugin-import-x';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** One way only: route → service → store → database (docs/architecture.md). */
const oneWay = {
	patterns: [
		{
			group: [
				'$lib/*/store.server',
				'$lib/*/store.server.ts',
				'../*/store.server.ts',
				'../../*/store.server.ts'
			],
			message: "Only a room's own service reads its store: call that room's service."
		}
	]
};

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', '.data/', 'src/lib/paraglide/', 'src/lib/platform/database.types.ts']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		plugins: { 'import-x': importX },
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		settings: {
			'import-x/extensions': ['.ts', '.svelte', '.js'],
			'import-x/internal-regex': '^\\$lib/',
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'svelte-eslint-parser': ['.svelte'] },
			'import-x/resolver': { node: { extensions: ['.ts', '.js', '.svelte'] } }
		},
		rules: {
			'no-undef': 'off',
			'import-x/no-cycle': ['error', { maxDepth: 8, ignoreExternal: true }],
			'no-restricted-imports': ['error', oneWay],
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
		// Only one module opens a client to the Data API.
		files: ['src/**/*.{ts,svelte}'],
		ignores: ['src/lib/platform/database.server.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@supabase/supabase-js',
							importNames: ['createClient'],
							message: 'platform/database.server.ts is the only createClient.'
						}
					]
				}
			]
		}
	}
);
