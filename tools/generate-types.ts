import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { root } from '../supabase/local/config.ts';
import { supabaseCli } from '../supabase/local/supabase-cli.ts';

const file = path.join(root, 'src/lib/platform/database/database.types.ts');

/** What the migrations say, as types. */
async function generatedTypes(databaseUrl: string): Promise<string> {
	const text = await supabaseCli([
		'gen',
		'types',
		'--lang',
		'typescript',
		'--schema',
		'public',
		`--remote=${databaseUrl}`
	]);
	const options = await prettier.resolveConfig(file);
	return prettier.format(text, { ...options, parser: 'typescript' });
}

export async function writeTypes(databaseUrl: string): Promise<void> {
	writeFileSync(file, await generatedTypes(databaseUrl));
}

export async function areTypesCurrent(databaseUrl: string): Promise<boolean> {
	return readFileSync(file, 'utf8') === (await generatedTypes(databaseUrl));
}
