import type { Sql } from 'postgres';

interface Removed {
	table: string;
	/** How it comes back. */
	sql: string;
}

/**
 * Takes away the indexes that only cost while rows come in, and says how each comes back. Keys that other tables refer to
 * stay: the seed reads by them.
 */
export async function dropIndexes(sql: Sql): Promise<Removed[]> {
	const rows = await sql<{ table: string; drop: string; create: string }[]>`
		select i.indrelid::regclass::text as table,
			case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
				else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
			case when c.oid is null then pg_get_indexdef(i.indexrelid)
				else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as create
		from pg_index i
		join pg_class t on t.oid = i.indrelid and t.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
		left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
		where not exists (select from pg_constraint k where k.contype = 'f' and k.conindid = i.indexrelid)
			and not exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass and d.refobjid = c.oid and d.deptype = 'n')
			and obj_description(i.indexrelid) is null
		order by pg_relation_size(i.indrelid) desc, i.indexrelid`;
	for (const row of rows) await sql.unsafe(row.drop);
	return rows.map(({ table, create }) => ({ table, sql: create }));
}
