import type postgres from 'postgres';

type Sql = postgres.Sql;

interface Towns {
	/** The town as it stands, and its migrations alone. */
	from: Sql;
	formerly: Sql;
	/** The changed migrations alone, and where the town goes. */
	now: Sql;
	to: Sql;
}

interface Table {
	name: string;
	columns: string[];
	/** What migrations write alike each time: neither moments nor random ids. */
	lasting: string[];
}

/**
 * Carries the town's rows over to tables that changed migrations have made, in a second, where filling it anew takes ten.
 * What the migrations themselves write (categories, rules) is taken as they write it now. No trigger fires and no reference
 * is checked; rows that do not fit (a new column without a default, a narrower check) make it fail.
 */
export async function carryRows({ from, formerly, now, to }: Towns): Promise<void> {
	await to`set session_replication_role = replica`;
	// Through a file of the database server's own.
	const [server] = await to<
		{ file: string }[]
	>`select quote_literal(current_setting('data_directory') || '/carried.copy') as file`;
	const file = server?.file ?? '';
	const [before, after] = await Promise.all([tablesOf(from), tablesOf(to)]);
	for (const { name, columns, lasting } of after) {
		const former = before.find((table) => table.name === name);
		if (!former) continue;
		const shared = columns.filter((column) => former.columns.includes(column));
		const compared = lasting.filter((column) => former.lasting.includes(column));
		const list = shared.join(', ');
		const { count } = await from.unsafe(`copy ${name} (${list}) to ${file}`);
		if (count === 0) continue;
		const isSame = (await digest(formerly, name, compared)) === (await digest(now, name, compared));
		if (isSame) {
			await to.unsafe(`delete from ${name}`);
			await to.unsafe(`copy ${name} (${list}) from ${file}`);
		} else {
			await to.unsafe(`create temp table carried (like ${name} including defaults)`);
			await to.unsafe(`copy pg_temp.carried (${list}) from ${file}`);
			await to.unsafe(
				`insert into ${name} (${list}) overriding system value select ${list} from pg_temp.carried on conflict do nothing`
			);
			await to.unsafe('drop table pg_temp.carried');
		}
	}
	await carrySequences(from, to);
	for (const { name } of await to<{ name: string }[]>`
		select format('%I.%I', schemaname, matviewname) as name from pg_matviews`)
		await to.unsafe(`refresh materialized view ${name}`);
	await to`analyze`;
}

async function tablesOf(sql: Sql): Promise<Table[]> {
	return sql<Table[]>`
		select format('%I.%I', n.nspname, c.relname) as name,
			array_agg(quote_ident(a.attname) order by a.attnum) as columns,
			coalesce(array_agg(quote_ident(a.attname) order by a.attnum)
				filter (where a.atttypid not in ('timestamptz'::regtype, 'uuid'::regtype)), '{}') as lasting
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where n.nspname in ('public', 'private', 'storage') and c.relkind = 'r'
		group by 1`;
}

async function digest(sql: Sql, table: string, columns: string[]): Promise<string | null> {
	const row = columns.length > 0 ? `row(${columns.join(', ')})::text` : `'row'`;
	const [found] = await sql
		.unsafe<{ digest: string }[]>(
			`select md5(string_agg(${row}, ';' order by ${row})) as digest from ${table}`
		)
		.catch(() => []);
	return found?.digest ?? null;
}

async function carrySequences(from: Sql, to: Sql): Promise<void> {
	const sequences = await from<{ name: string; last: string }[]>`
		select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
		where schemaname in ('public', 'private') and last_value is not null`;
	for (const { name, last } of sequences)
		await to`select setval(to_regclass(${name}), ${last}::bigint) where to_regclass(${name}) is not null`;
}
