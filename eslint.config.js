import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import importX from 'eslint-plugin-import-x';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { furniture } from './tools/lint/furniture.js';
import { resolveLib } from './tools/lint/resolve-lib.js';

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
	furniture(process.cwd()),
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
