-- Lists: one function behind every public list, paged by key.

-- A row of a public list, also of search; the cursor is the last row's sort value and id. is_from_answer: found by its answer alone.
create type private.listed_issue as (
	id bigint, title text, excerpt text, status public.issue_status, region_id int, category_key text, lead_department_key text,
	author_shown text, channel public.issue_channel, is_imported boolean, told_at timestamptz, published_at timestamptz,
	answered_at timestamptz, round smallint, votes int, brought_along int, clock public.clock_kind, due_at timestamptz,
	sort_value text, is_from_answer boolean
);

-- What waits for an answer, oldest first: without an index of its own the walk would begin with all that was answered long ago.
create index issues_longest_waiting on public.issues (published_at, id)
	where is_public and stage in ('waits_for_intake', 'owes_answer');

-- The statement behind list_issues, so that a test can ask which index serves it. It names what is public itself and runs
-- past row-level security, below which no index on words, statuses or paths could be used (their operators are not
-- leakproof). It reads $1 path, $2 region, $3 category,
-- $4 department, $5 statuses, $6 from, $7 to, $8 words, $9 and $10 the cursor. The longest overdue are read from the clocks,
-- which stand in the region and with the department of their issue. Words are looked up in their index, or, with
-- `walked`, in so many issues in the order asked for.
create function private.list_issues_statement(
	sort text, page_size int, after_value text, after_id bigint, region int, category text, department text,
	statuses public.issue_status[], stage text, published_from date, published_to date, words text[], walked int default null
) returns text
language plpgsql stable set search_path = ''
as $$
declare
	value_sql text;
	kind_sql text;
	direction text := 'desc';
	conditions text := 'i.is_public and i.status <> ''merged''';
	rows_wanted int := least(greatest(page_size, 1), 200);
	-- Of the table whose index gives the order: the cursor must name both of its columns.
	key_sql text := 'i.id';
	places int;
	is_by_clock boolean := sort = 'longest_overdue';
	base_sql text;
	found_sql text;
begin
	case sort
		when 'newest' then value_sql := 'i.published_at'; kind_sql := 'timestamptz';
		when 'most_supported' then value_sql := 'n.votes'; kind_sql := 'int'; key_sql := 'n.issue_id';
		when 'longest_waiting' then
			value_sql := 'i.published_at'; kind_sql := 'timestamptz'; direction := 'asc';
			conditions := conditions || ' and i.stage in (''waits_for_intake'', ''owes_answer'')';
		when 'longest_overdue' then
			value_sql := 'c.due_at'; kind_sql := 'timestamptz'; direction := 'asc'; key_sql := 'c.issue_id';
			-- Once, by the first of its clocks that ran out.
			conditions := conditions || ' and not exists (
				select from private.overdue_clocks e where e.issue_id = c.issue_id and (e.due_at, e.kind) < (c.due_at, c.kind))';
		when 'newly_answered' then
			value_sql := 'i.answered_at'; kind_sql := 'timestamptz';
			conditions := conditions || ' and i.answered_at is not null';
		else perform private.refuse(422, 'sort_unknown');
	end case;
	if category is not null then conditions := conditions || ' and i.category_key = $3'; end if;
	if department is not null then
		conditions := conditions || case when is_by_clock then ' and c.department_key = $4' else ' and i.lead_department_key = $4' end;
	end if;
	if stage = 'overdue' then
		conditions := conditions || case when is_by_clock then ''
			else ' and exists (select from private.overdue_clocks o where o.issue_id = i.id)' end;
	elsif stage in ('waits_for_intake', 'owes_answer', 'in_hand', 'done') then
		-- One stage is an equality, which keeps the order of its index.
		conditions := conditions || format(case cardinality(private.stages_of(stage)) when 1 then ' and i.stage = (%L::public.issue_stage[])[1]'
			else ' and i.stage = any (%L::public.issue_stage[])' end, private.stages_of(stage));
	elsif stage is not null then
		perform private.refuse(422, 'stage_unknown');
	end if;
	if statuses is not null then
		-- One status is an equality, which keeps the order of the index on (status, newest).
		conditions := conditions || case cardinality(statuses) when 1 then ' and i.status = ($5)[1]' else ' and i.status = any ($5)' end;
	end if;
	if published_from is not null then
		conditions := conditions || ' and i.published_at >= ($6::timestamp at time zone ''Asia/Shanghai'')';
	end if;
	if published_to is not null then
		conditions := conditions || ' and i.published_at <= private.end_of_day($7)';
	end if;
	if after_id is not null and after_value is not null then
		conditions := conditions || format(' and (%s, %s) %s ($9::%s, $10)', value_sql, key_sql,
			case direction when 'desc' then '<' else '>' end, kind_sql);
	end if;
	if region is not null then
		select count(*) into places from public.regions r where r.path operator(extensions.<@) (select private.region_path(list_issues_statement.region));
		conditions := case
			-- A leaf is one equality, so the index on (region, newest) serves it.
			when places = 1 then conditions || case when is_by_clock then ' and c.region_id = $2' else ' and i.region_id = $2' end
			when places <= 50 and is_by_clock then conditions || ' and c.region_id = any (array(
				select r.id from public.regions r where r.path operator(extensions.<@) $1))'
			-- A town with its villages: the newest of each, from the same index.
			when places <= 50 and sort = 'newest' and coalesce(cardinality(words), 0) = 0 then format($q$i.id in (
				select t.id from public.regions r cross join lateral (
					select i.id from public.issues i where i.region_id = r.id and %s
					order by i.published_at desc, i.id desc limit %s) t
				where r.path operator(extensions.<@) $1)$q$, conditions, rows_wanted)
			-- Of a large subtree so much is on the way that the walk is short.
			else conditions || ' and i.path operator(extensions.<@) $1' end;
	end if;
	base_sql := format('select i.*, %1$s as sort_value from public.issues i %2$s where %3$s %4$s order by %1$s %5$s, %6$s %5$s',
		value_sql, case sort when 'most_supported' then 'join public.issue_counters n on n.issue_id = i.id'
			when 'longest_overdue' then 'join private.overdue_clocks c on c.issue_id = i.id' end,
		conditions, '%s', direction, key_sql);
	found_sql := format(base_sql, case when cardinality(words) > 0 then ' and i.id in (
		select w.id from public.issues w where w.is_public and w.tokens @> $8
		union select r.issue_id from public.responses r where r.tokens @> $8)' end) || format(' limit %s', rows_wanted);
	base_sql := format(base_sql, '');
	if walked is not null then
		-- Words that are common, but not here, are looked up after all. The first offset keeps
		-- the planner from hashing all answers that hold them: the walk needs those of a few hundred issues.
		found_sql := format($q$
			with walked as (
				select i.* from (%1$s limit %2$s) i
				where i.tokens @> $8 or exists (select from public.responses r where r.issue_id = i.id and r.tokens @> $8 offset 0)
				order by i.sort_value %3$s, i.id %3$s limit %4$s
			), verdict as (
				select (select count(*) from walked) = %4$s or not exists (%1$s offset %2$s limit 1) as suffices
			)
			select * from walked where (select suffices from verdict)
			union all select * from (%5$s) looked_up where not (select suffices from verdict) $q$,
			base_sql, walked, direction, rows_wanted, found_sql);
	end if;
	-- What stands beside an issue is fetched for the page alone, not for all among which it was chosen.
	return format($q$
		select i.id, i.title, left(i.body, 160) as excerpt, i.status, i.region_id, i.category_key, i.lead_department_key, i.author_shown,
			i.channel, i.is_imported, i.told_at, i.published_at, i.answered_at, i.round, n.votes, n.brought_along,
			c.kind as clock, c.due_at, i.sort_value::text, false as is_from_answer
		from (%1$s) i
		join public.issue_counters n on n.issue_id = i.id
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
		order by i.sort_value %2$s, i.id %2$s
		limit %3$s $q$, found_sql, direction, rows_wanted);
end $$;

-- How many issues to walk through in search of words; null where fewer have the words than would be met on the way to a full
-- page, and their index is the shorter way. Decided by the statistics of the tables: they know the most common words, and
-- any other is rare.
create function private.walk_for_words(words text[], page_size int) returns int
language sql stable security definer set search_path = ''
as $$
	with shares as (
		select min(coalesce(s.most_common_elem_freqs[array_position(s.most_common_elems::text::text[], w.word)], 0)) as share
		from pg_catalog.pg_stats s cross join unnest(words) w (word)
		where s.schemaname = 'public' and s.tablename in ('issues', 'responses') and s.attname = 'tokens'
		group by s.tablename
	)
	select 20000 from shares
	having max(share) ^ 2 * (select c.reltuples from pg_catalog.pg_class c where c.oid = 'public.issues'::regclass) > page_size
$$;

-- sort: newest | most_supported | longest_waiting | newly_answered | longest_overdue. stage: waits_for_intake | owes_answer |
-- in_hand | overdue | done. The cursor is the last row's sort value and id.
-- words: all of them must stand in the issue's or its answer's words (cut by lib/text).
create function private.list_issues(
	sort text default 'newest', page_size int default 20, after_value text default null, after_id bigint default null,
	region int default null, category text default null, department text default null,
	statuses public.issue_status[] default null, stage text default null, published_from date default null,
	published_to date default null, words text[] default null
)
returns setof private.listed_issue
language plpgsql stable security definer set search_path = ''
as $$
declare
	at_path extensions.ltree := private.region_path(region);
	walked int := case when cardinality(words) > 0 then private.walk_for_words(words, page_size) end;
begin
	if region is not null and at_path is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	return query execute private.list_issues_statement(
		sort, page_size, after_value, after_id, region, category, department, statuses, stage, published_from, published_to, words, walked)
	using at_path, region, category, department, statuses, published_from, published_to, words, after_value, after_id;
exception
	when invalid_datetime_format or datetime_field_overflow or invalid_text_representation or numeric_value_out_of_range then
		perform private.refuse(422, 'cursor_invalid');
end $$;

call private.expose('list_issues', 'anon, authenticated, service_role',
	'A page of public issues. Refuses region_unknown, sort_unknown, stage_unknown, cursor_invalid with 422.');
