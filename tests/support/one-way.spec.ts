import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../supabase/local/config.ts';

const eslint = new ESLint({ cwd: root });
// Rooms made for this test, in a house of their own under the same rules.
const house = mkdtempSync(path.join(tmpdir(), 'dianti-rooms-'));
const houseEslint = new ESLint({ cwd: house, overrideConfigFile: path.join(root, 'eslint.config.js') });

function write(files: Record<string, string>): void {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(house, 'src/lib', name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}

async function complaints(text: string, file: string): Promise<(string | null)[]> {
	const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
	return result?.messages.map((message) => message.ruleId) ?? [];
}

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Whether a file there may import that, as tools/lint/furniture.js decides. */
async function mayImport(file: string, target: string): Promise<boolean> {
	const script = `import * as all from '${target}';\nexport const used = all;\n`;
	const text = file.endsWith('.svelte') ? `<script lang="ts">\n${script}</script>\n` : script;
	return !(await complaints(text, file)).includes('boundaries/dependencies');
}

describe('one way only: route → service → store → database', () => {
	it.each([
		['a route, of a store', 'src/routes/issues/+page.server.ts', '$lib/votes/store.server'],
		[
			'a route, of a store, with the ending',
			'src/routes/issues/+page.server.ts',
			'$lib/votes/store.server.ts'
		],
		[
			'a route, of the store in a part of a room',
			'src/routes/a/+page.server.ts',
			'$lib/issues/pictures/store.server'
		],
		['a route, past the alias', 'src/routes/issues/+page.server.ts', '../../lib/votes/store.server'],
		['a service, of another store', 'src/lib/votes/service.server.ts', '../flags/store.server'],
		[
			'a service, of another store, by the alias',
			'src/lib/votes/service.server.ts',
			'$lib/flags/store.server'
		],
		['a store, of another store', 'src/lib/votes/store.server.ts', '../flags/store.server'],
		['a store, of a service', 'src/lib/votes/store.server.ts', './service.server'],
		['rules, of a store', 'src/lib/votes/rules.ts', './store.server'],
		['rules, of a service', 'src/lib/votes/rules.ts', '$lib/regions/service.server'],
		['rules, of a component', 'src/lib/regions/rules.ts', './components/RegionSelect.svelte'],
		['a schema, of a service', 'src/lib/flags/schema.ts', './service.server'],
		['a schema, of a component', 'src/lib/flags/schema.ts', '$lib/ui/Button.svelte'],
		['types, of labels', 'src/lib/results/types.ts', './labels'],
		['labels, of a service', 'src/lib/results/labels.ts', './service.server'],
		['a component, of its service', 'src/lib/regions/components/RegionSelect.svelte', '../service.server'],
		[
			'a component, of another room’s',
			'src/lib/flags/components/A.svelte',
			'$lib/regions/components/RegionSelect.svelte'
		],
		['a component, of another room’s labels', 'src/lib/flags/components/A.svelte', '$lib/ratings/labels'],
		['an index, of a service', 'src/lib/regions/index.ts', './service.server'],
		['the domain, of anything', 'src/lib/domain/statuses.ts', '$lib/platform/errors'],
		['labels of the domain, of a room', 'src/lib/labels/domain.ts', '$lib/votes/rules'],
		['text, of a room', 'src/lib/text/normalize.ts', '$lib/votes/rules'],
		['the platform, of a room', 'src/lib/platform/errors.ts', '$lib/votes/rules'],
		['the platform, of ui', 'src/lib/platform/errors.ts', '$lib/ui/Button.svelte'],
		['ui, of a room', 'src/lib/ui/Button.svelte', '$lib/votes/rules'],
		['charts, of a room', 'src/lib/charts/Chart.svelte', '$lib/results/rules']
	])('refuses %s', async (_what, file, target) => {
		expect(await mayImport(file, target)).toBe(false);
	});

	it.each([
		['a route, of a service', 'src/routes/issues/+page.server.ts', '$lib/votes/service.server'],
		['a service, of its store', 'src/lib/votes/service.server.ts', './store.server'],
		['a service, of another service', 'src/lib/votes/service.server.ts', '$lib/regions/service.server'],
		['a store, of the database', 'src/lib/votes/store.server.ts', '$lib/platform/database/client.server'],
		['a component, of another room’s index', 'src/lib/flags/components/A.svelte', '$lib/regions'],
		['rules, of another room’s rules', 'src/lib/votes/rules.ts', '$lib/regions/rules'],
		['a test, of anything', 'src/lib/votes/some.spec.ts', '$lib/flags/store.server']
	])('takes %s', async (_what, file, target) => {
		expect(await mayImport(file, target)).toBe(true);
	});

	it('refuses a store through a dynamic import, too', async () => {
		const text = `export const all = async () => (await import('$lib/votes/store.server')).castVotes;\n`;
		expect(await complaints(text, 'src/routes/issues/+page.server.ts')).toContain('boundaries/dependencies');
	});

	it('only platform/database/client.server.ts makes a client', async () => {
		const text = `import { createClient } from '@supabase/supabase-js';\nexport const make = createClient;\n`;
		expect(await complaints(text, 'src/lib/votes/store.server.ts')).toContain(
			'@typescript-eslint/no-restricted-imports'
		);
	});

	it('finds a cycle, also through the alias', async () => {
		write({
			'one/service.server.ts': `import { b } from '$lib/two/service.server';\nexport const a = () => b();\n`,
			'two/service.server.ts': `import { c } from '../three/rules';\nexport const b = () => c();\n`,
			'three/rules.ts': `import { a } from '$lib/one/service.server';\nexport const c = (): unknown => a();\n`
		});
		const results = await houseEslint.lintFiles(['src']);
		for (const result of results) {
			expect(result.messages.map((message) => message.ruleId)).toEqual(['import-x/no-cycle']);
		}
		expect(results).toHaveLength(3);
	});
});
