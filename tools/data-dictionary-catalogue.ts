import type postgres from 'postgres';

// What the data dictionary is made from: the catalogue, with the comments of the migrations.

interface Column {
	name: string;
	type: string;
	mayBeNull: boolean;
	/** The table that a foreign key of this one column points to. */
	target: string | null;
	comment: string | null;
}

export interface Relation {
	name: string;
	kind: 'table' | 'view';
	comment: string | null;
	readers: string[];
	columns: Column[];
}

export interface PublicFunction {
	name: string;
	takes: string;
	comment: string | null;
	callers: string[];
}

const databaseRoles = ['anon', 'authenticated', 'service_role'];

export async function relations(sql: postgres.Sql): Promise<Relation[]> {
	return sql<Relation[]>`
		select n.nspname || '.' || c.relname as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
			obj_description(c.oid, 'pg_class') as comment,
			array(select r from unnest(${databaseRoles}::text[]) r
				where n.nspname = 'public' and has_any_column_privilege(r, c.oid, 'select')) as readers,
			(select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
					'mayBeNull', c.relkind <> 'v' and not a.attnotnull, 'comment', col_description(c.oid, a.attnum),
					'target', (select min(f.relnamespace::regnamespace || '.' || f.relname)
						from pg_constraint k join pg_class f on f.oid = k.confrelid
						where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum])) order by a.attnum)
				from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm')
		order by c.oid`;
}

/** Not those of extensions or triggers. */
export async function publicFunctions(sql: postgres.Sql): Promise<PublicFunction[]> {
	return sql<PublicFunction[]>`
		select 'public.' || p.proname as name, obj_description(p.oid, 'pg_proc') as comment,
			coalesce(array_to_string(p.proargnames[1:p.pronargs], ', '), '') as takes,
			array(select r from unnest(${databaseRoles}::text[]) r where has_function_privilege(r, p.oid, 'execute')) as callers
		from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
		order by p.oid`;
}
