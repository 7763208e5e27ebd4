import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import prettier from 'prettier';
import { Problem, root } from '../supabase/local/config.ts';
import {
	publicFunctions,
	relations,
	type PublicFunction,
	type Relation
} from './data-dictionary-catalogue.ts';

const file = path.join(root, 'docs/data-dictionary.md');
const migrations = path.join(root, 'supabase/migrations');
const rooms = readdirSync(path.join(root, 'src/lib')).map((folder) => folder.replaceAll('-', '_'));

const head = `# Data dictionary

Every table, view and function of the Data API, in the order of the migrations. It is made from the comments in the
database: change them in \`supabase/migrations\`, then run \`npm run types\`. Only the schema \`public\` is exposed; what is in
\`private\` is reached through functions alone. Row level security narrows what "read by" says; who really reads what is
proved in [rights.expected.md](../tests/database/rights.expected.md).`;

/** What the migrations say, as a page. */
async function generatedDictionary(databaseUrl: string): Promise<string> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	try {
		const all = [...(await relations(sql)), ...(await publicFunctions(sql))];
		const silent = all.filter(({ comment }) => !comment).map(({ name }) => name);
		if (silent.length > 0)
			throw new Problem(`These have no "comment on" in the migrations: ${silent.join(', ')}`);
		const options = await prettier.resolveConfig(file);
		return await prettier.format([head, ...roomsOf(all)].join('\n\n'), { ...options, parser: 'markdown' });
	} finally {
		await sql.end();
	}
}

export async function writeDictionary(databaseUrl: string): Promise<void> {
	writeFileSync(file, await generatedDictionary(databaseUrl));
}

export async function isDictionaryCurrent(databaseUrl: string): Promise<boolean> {
	return readFileSync(file, 'utf8') === (await generatedDictionary(databaseUrl));
}

/** A section for each migration: a room of the domain, or a part of one. */
function roomsOf(all: (Relation | PublicFunction)[]): string[] {
	return readdirSync(migrations)
		.sort()
		.map((migration) => ({
			title: titleOf(migration),
			created: createdIn(readFileSync(path.join(migrations, migration), 'utf8'))
		}))
		.map(({ title, created }) => ({ title, own: all.filter(({ name }) => created.has(name)) }))
		.filter(({ own }) => own.length > 0)
		.map(({ title, own }) => describeRoom(title, own));
}

/** “Accounts: sessions” for `<time>_accounts_sessions.sql`. */
function titleOf(migration: string): string {
	const name = migration.replace(/^\d+_|\.sql$/g, '');
	const room = rooms.find((one) => name === one || name.startsWith(`${one}_`));
	if (!room) throw new Problem(`${migration} is not named like a room of src/lib.`);
	const words = name.replace(`${room}_`, `${room}: `).replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function createdIn(text: string): Set<string> {
	const creations = text.matchAll(
		/^create (?:or replace )?(?:table|view|function) ((?:public|private)\.\w+)|^call private\.expose\('(\w+)'/gm
	);
	return new Set([...creations].map(([, name, exposed]) => name ?? `public.${exposed}`));
}

function describeRoom(title: string, own: (Relation | PublicFunction)[]): string {
	const described = own.filter((entry) => 'columns' in entry).map(describeRelation);
	const functions = own.filter((entry) => 'callers' in entry);
	if (functions.length > 0) described.push(describeFunctions(functions));
	return [`## ${title}`, ...described].join('\n\n');
}

function describeRelation({ name, kind, comment, readers, columns }: Relation): string {
	const rows = columns.map((column) => {
		const type = column.target ? `${column.type} → ${column.target}` : column.type;
		return `| \`${column.name}\` | ${cell(type)} | ${column.mayBeNull ? 'yes' : ''} | ${cell(column.comment ?? '')} |`;
	});
	return [
		`### ${name}`,
		`${kind === 'view' ? 'View. ' : ''}${comment} Read by: ${listOf(readers, 'functions only')}.`,
		['| column | type | null | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
	].join('\n\n');
}

function describeFunctions(functions: PublicFunction[]): string {
	const rows = functions.map(
		({ name, takes, comment, callers }) =>
			`| \`${name.replace('public.', '')}\` | ${cell(takes)} | ${cell(comment ?? '')} | ${listOf(callers, 'other functions')} |`
	);
	return ['| function | takes | what it does | called by |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function listOf(roles: string[], nobody: string): string {
	return roles.join(', ') || nobody;
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('*', '\\*');
}
