import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../supabase/local/config.ts';

/** One thing that can be asked of the portal over HTTP. */
export interface Endpoint {
	verb: string;
	/** As SvelteKit names it, without groups: /issues/[id=number]. */
	route: string;
	/** The form action, or null. */
	action: string | null;
}

export const nameOf = ({ verb, route, action }: Endpoint) =>
	`${verb} ${route}${action ? ` ?/${action}` : ''}`;

const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const routes = path.join(root, 'src/routes');

/** Every page, form action and endpoint that the sources hold. */
export function listEndpoints(): Endpoint[] {
	const found = readdirSync(routes, { recursive: true, encoding: 'utf8' }).flatMap((file): Endpoint[] => {
		const folder = path.dirname(file);
		const route = `/${folder === '.' ? '' : folder}`.replaceAll(/\/\([^)]+\)/g, '') || '/';
		switch (path.basename(file)) {
			case '+page.svelte':
				return [{ verb: 'GET', route, action: null }];
			case '+page.server.ts': {
				// A load without a page leads elsewhere.
				const page = existsSync(path.join(routes, folder, '+page.svelte'));
				return [
					...(page ? [] : [{ verb: 'GET', route, action: null }]),
					...actionsOf(file).map((action) => ({ verb: 'POST', route, action }))
				];
			}
			case '+server.ts':
				return exportsOf(file)
					.filter((name) => verbs.has(name))
					.map((verb) => ({ verb, route, action: null }));
			default:
				return [];
		}
	});
	return found.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function declarationsOf(file: string): ts.VariableDeclaration[] {
	const text = readFileSync(path.join(routes, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	return source.statements
		.filter(ts.isVariableStatement)
		.filter((statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
		.flatMap((statement) => [...statement.declarationList.declarations]);
}

function exportsOf(file: string): string[] {
	return declarationsOf(file).flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

function actionsOf(file: string): string[] {
	const actions = declarationsOf(file).find(({ name }) => ts.isIdentifier(name) && name.text === 'actions');
	if (!actions?.initializer) return [];
	if (!ts.isObjectLiteralExpression(actions.initializer))
		throw new Error(`${file}: actions is not a literal.`);
	return actions.initializer.properties.map((property) => {
		if (!property.name || !ts.isIdentifier(property.name))
			throw new Error(`${file}: an action without a plain name.`);
		return property.name.text;
	});
}
