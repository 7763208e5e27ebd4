import type postgres from 'postgres';
import type { Person } from './rights-world.ts';
import { callAs } from './world.ts';

// What tests/database/rights.expected.md says: read from the catalogue, and from what everybody can really do.

const databaseRoles = ['anon', 'authenticated', 'service_role'] as const;

export interface Relation {
	schema: string;
	name: string;
	kind: 'table' | 'view';
	hasRowSecurity: boolean;
	columns: string[];
	/** Columns that a statement may set: neither generated nor an identity. */
	settable: string[];
	policies: string[];
}

export interface SqlFunction {
	signature: string;
	schema: string;
	isDefiner: boolean;
	hasEmptyPath: boolean;
	grantees: string[];
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const fullName = ({ schema, name }: Pick<Relation, 'schema' | 'name'>) => `${schema}.${name}`;
const quoted = ({ schema, name }: Relation) => `${quote(schema)}.${quote(name)}`;

export async function relationsOf(sql: postgres.Sql): Promise<Relation[]> {
	return sql<Relation[]>`
		select n.nspname as schema, c.relname as name, c.relrowsecurity as "hasRowSecurity",
			case when c.relkind in ('r', 'p') then 'table' else 'view' end as kind,
			array_agg(a.attname::text order by a.attnum) as columns,
			array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '' and a.attidentity = '') as settable,
			array(select p.polname || ' (' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
					when 'd' then 'delete' else 'all' end || ')'
				from pg_policy p where p.polrelid = c.oid order by 1) as policies
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f')
		group by n.nspname, c.relname, c.oid order by 1 desc, 2`;
}

export async function functionsOf(sql: postgres.Sql): Promise<SqlFunction[]> {
	return sql<SqlFunction[]>`
		select n.nspname as schema, n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as signature,
			p.prosecdef as "isDefiner", coalesce('search_path=""' = any (p.proconfig), false) as "hasEmptyPath",
			array(select r from unnest(${databaseRoles}::text[]) r where has_function_privilege(r, p.oid, 'execute')) as grantees
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'private') order by 1 desc, 2`;
}

/** Says in SQL whose row it is, in words that mean the same in every table. `$1` is the account that asks. */
function labelOf({ columns }: Relation): string {
	const issue = (id: string) => `(select i.external_id from public.issues i where i.id = ${id})`;
	const place = (id: string) =>
		`case when (select r.path::text from public.regions r where r.id = ${id}) ~ 'other' then 'elsewhere' else 'here' end`;
	if (columns.includes('visibility')) return `${issue('t.issue_id')} || ' / ' || t.visibility`;
	if (columns.includes('storage_path')) {
		const kind = `case t.response_round when 1 then 'answer' when 2 then 'draft' else 'told' end`;
		return `${issue('t.issue_id')} || ' / ' || ${kind}`;
	}
	if (columns.includes('issue_id')) return issue('t.issue_id');
	if (columns.includes('response_id')) {
		return issue('(select a.issue_id from public.responses a where a.id = t.response_id)');
	}
	if (columns.includes('external_id')) return 't.external_id';
	if (columns.includes('publication_id')) {
		return place('(select s.region_id from public.score_publications s where s.id = t.publication_id)');
	}
	const own = columns.includes('account_id') ? `case when t.account_id::text = $1 then 'own' else ` : '';
	if (columns.includes('region_id')) return own ? `${own} ${place('t.region_id')} end` : place('t.region_id');
	return columns.includes('path') && columns.includes('id') ? place('t.id') : `'all'`;
}

/** How a row is told from the others: its place, or what a view has of a key. */
function keyOf({ kind, columns }: Relation): string {
	if (kind === 'table') return 'ctid';
	return quote(
		['issue_id', 'response_id', 'id'].find((column) => columns.includes(column)) ?? columns[0] ?? ''
	);
}

/** Runs as somebody and undoes it. – is a privilege that is not there; any other refusal is named. */
async function attempt(
	sql: postgres.Sql,
	account: string,
	action: (as: postgres.TransactionSql) => Promise<string>
): Promise<string> {
	const undo = new Error('undo');
	let outcome = '';
	try {
		await callAs(sql, account, async (as) => {
			outcome = await action(as);
			throw undo;
		});
	} catch (error) {
		if (error === undo) return outcome;
		const code = error instanceof Error && 'code' in error ? error.code : null;
		if (code === '42501') return '–';
		// A view that joins or counts takes no rows.
		if (code === '55000') return 'not possible';
		return error instanceof Error ? error.message : String(error);
	}
	return outcome;
}

export interface Rights {
	select: string;
	insert: string;
	update: string;
	delete: string;
}

export async function rightsOn(sql: postgres.Sql, relation: Relation, person: Person): Promise<Rights> {
	const name = quoted(relation);
	const key = keyOf(relation);
	const rows = await sql.unsafe<{ key: string; label: string }[]>(
		`select t.${key}::text as key, coalesce(${labelOf(relation)}, 'all') as label, $1::text as asked from ${name} t`,
		[person.account]
	);
	const column = quote(relation.settable.at(-1) ?? '');
	const settable = relation.settable.map(quote).join(', ');
	// The statements below read too, so a privilege to write blindly is asked of the catalogue.
	const change = async (privilege: string, statement: string) => {
		const outcome = await attempt(sql, person.account, async (as) => {
			const { count } = await as.unsafe(statement);
			return count > 0 ? `${count} rows` : 'no rows';
		});
		if (outcome !== '–') return outcome;
		const granted = await attempt(sql, person.account, async (as) => {
			const [row] = await as<
				{ granted: boolean }[]
			>`select has_table_privilege(${name}, ${privilege}) as granted`;
			return row?.granted ? 'blindly' : '–';
		});
		return granted;
	};
	return {
		select: await attempt(sql, person.account, async (as) => {
			const seen = new Set(
				(await as.unsafe(`select ${key}::text as key from ${name}`)).map((row) => String(row.key))
			);
			const labels = (isSeen: boolean) =>
				new Set(rows.filter((row) => seen.has(row.key) === isSeen).map((row) => row.label));
			const [shown, hidden] = [labels(true), labels(false)];
			if (rows.length > 0 && hidden.size === 0) return 'all';
			const names = [...shown].sort().map((label) => (hidden.has(label) ? `some of ${label}` : label));
			return names.join(', ') || (rows.length > 0 ? 'none' : 'empty');
		}),
		insert: await change(
			'insert',
			`insert into ${name} (${settable}) select ${settable} from ${name} where false`
		),
		update: await change('update', `update ${name} set ${column} = ${column}`),
		delete: await change('delete', `delete from ${name}`)
	};
}

/** Privileges on single columns: there are none, and one that came would stand here. */
export async function columnPrivileges(sql: postgres.Sql): Promise<string[]> {
	const rows = await sql<{ line: string }[]>`
		select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || a.attacl::text as line
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private') and a.attacl is not null order by 1`;
	return rows.map(({ line }) => line);
}
