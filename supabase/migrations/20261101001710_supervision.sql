-- Supervision: the ledger of what is overdue.

-- Everything overdue in a subtree, the longest overdue first: public, as the clock is, and what lies with intake for the
-- staff who read it anyway. Past row-level security, below which it could not be read from an index. The statement reads
-- $1 path, $2 department, $3 kind, $4 and $5 the cursor, $6 paths in which also what is not public is read.
create function private.list_overdue_statement(
	region int, department text, page_size int, after_id bigint, kind public.clock_kind
) returns text
language plpgsql stable set search_path = ''
as $$
declare
	rows_wanted int := least(greatest(page_size, 1), 200);
	conditions text := '(i.is_public or i.path operator(extensions.<@) any ($6))';
	-- A town with its villages: the first of each, from their index. Of a larger subtree so much is on the way that the walk is short.
	is_small boolean := region is not null and (
		select count(*) from public.regions r where r.path operator(extensions.<@) (select private.region_path(list_overdue_statement.region))) <= 50;
	found_sql text;
begin
	if is_small then conditions := conditions || ' and c.region_id = r.id'; end if;
	if region is not null and not is_small then conditions := conditions || ' and i.path operator(extensions.<@) $1'; end if;
	if department is not null then conditions := conditions || ' and c.department_key = $2'; end if;
	if kind is not null then conditions := conditions || ' and c.kind = $3'; end if;
	if after_id is not null then conditions := conditions || ' and (c.due_at, c.issue_id) > ($4, $5)'; end if;
	found_sql := format($q$
		select i.id, i.title, i.status, i.region_id, i.category_key, c.department_key, c.kind, c.round, c.due_at
		from private.overdue_clocks c join public.issues i on i.id = c.issue_id
		where %s order by c.due_at, c.issue_id limit %s $q$, conditions, rows_wanted);
	if is_small then
		found_sql := format('select f.* from public.regions r cross join lateral (%s) f where r.path operator(extensions.<@) $1', found_sql);
	end if;
	return format('select f.*, n.votes from (%s) f join public.issue_counters n on n.issue_id = f.id order by f.due_at, f.id limit %s',
		found_sql, rows_wanted);
end $$;

create function private.list_overdue(
	region int default null, department text default null, page_size int default 100, after_due timestamptz default null,
	after_id bigint default null, kind public.clock_kind default null
)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, department_key text,
	clock public.clock_kind, round smallint, due_at timestamptz, votes int)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query execute private.list_overdue_statement(region, department, page_size, after_id, kind)
	using private.region_path(region), department, kind, after_due, after_id,
		private.granted_paths('intake_officer', 'supervisor', 'commission_lead');
end $$;

call private.expose('list_overdue', 'anon, authenticated, service_role',
	'Everything overdue in a subtree, the longest overdue first: public, as the clock is; for its staff also what intake has not decided in time.');
