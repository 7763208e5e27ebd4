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

describe('one way only: route → service → store → database', () => {
	it.each([
		['a route', 'src/routes/issues/+page.server.ts', '$lib/issues/store.server'],
		['a route, with the ending', 'src/routes/issues/+page.server.ts', '$lib/issues/store.server.ts'],
		[
			'a route, of a part of a room',
			'src/routes/issues/+page.server.ts',
			'$lib/issues/pictures/store.server'
		],
		['a route, past the alias', 'src/routes/issues/+page.server.ts', '../../lib/issues/store.server'],
		['another room', 'src/lib/votes/service.server.ts', '../issues/store.server'],
		['another room, by the alias', 'src/lib/votes/service.server.ts', '$lib/issues/store.server'],
		['another store', 'src/lib/votes/store.server.ts', '../issues/store.server']
	])('%s may not read a store', async (_who, file, target) => {
		const name = await complaints(`import { list } from '${target}';\nexport const all = list;\n`, file);
		expect(name).toContain('no-restricted-imports');
	});

	it('nor through a dynamic import', async () => {
		const text = `export const all = async () => (await import('$lib/issues/store.server')).list;\n`;
		expect(await complaints(text, 'src/routes/issues/+page.server.ts')).toContain('no-restricted-syntax');
	});

	it("a service reads its own room's store", async () => {
		const text = `import { list } from './store.server';\nexport const all = list;\n`;
		expect(await complaints(text, 'src/lib/votes/service.server.ts')).toEqual([]);
	});

	it('a route does not speak to the database', async () => {
		const text = `import { publicClient } from '$lib/platform/database/client.server';\nexport const client = publicClient;\n`;
		expect(await complaints(text, 'src/routes/issues/+page.server.ts')).toContain('no-restricted-imports');
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
