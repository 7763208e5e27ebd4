-- Results: the published numbers, each with numerator, denominator and n, and withheld below the minimum sample.

-- Without a region: the root.
create function private.asked_region(region int) returns int
language sql stable security definer set search_path = ''
as $$ select coalesce(region, (select r.id from public.regions r where r.parent_id is null)) $$;

-- Where along one dimension (departments, categories, channels) the figures of a table stand, and as which key; '*' is the
-- whole of a grouping, null no grouping by it. is_way: the table is the one that a filter chose a row of.
create function private.result_coordinates(is_way boolean, is_grouping boolean, asked text, every text[])
returns table (at text, key text)
language sql immutable set search_path = ''
as $$
	select e, k from unnest(every) e cross join unnest(case when is_grouping then array[e, '*'] else array[null] end) k where is_way
	union all
	select e, e from unnest(case when asked is null then every else array[asked] end) e where is_grouping and not is_way
	union all
	select coalesce(asked, ''), case when is_grouping then '*' end where not is_way
$$;

-- grouped_by: all | month | department | region (children of the region) | category | channel.
-- numerator, denominator and value are null where withheld: n below the minimum sample, or the figure would give a smaller
-- one away.
--  Parts: a figure is a part along every way it was narrowed (grouping, department, category, region). In each of those
--  tables the withheld cells are two or more and sum to the minimum sample, so total minus the shown ones tells nothing;
--  the verdict is the same whether a figure is asked for as a row of a table or through a filter.
--  Periods: they begin and end at cuts only (see cuts_of), so two periods a month apart never give a small month away. The
--  end of all figures always is a cut.
create function private.results(
	from_month date, to_month date, region int, department text, category text, grouped_by text
)
returns table (group_key text, measure text, numerator int, denominator int, value double precision, withheld boolean)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	at_region int := private.asked_region(results.region);
	at_path text := private.region_path(at_region);
	parent int := (select r.parent_id from public.regions r where r.id = at_region);
	all_departments text[] := array(select d.key from public.departments d) || '-'::text;
	all_categories text[] := array(select c.key from public.categories c);
	all_channels text[] := enum_range(null::public.issue_channel);
	starts date := date_trunc('month', from_month)::date;
	ends date := (date_trunc('month', to_month) + interval '1 month')::date;
	least_n int := private.minimum_sample();
begin
	if starts is null or ends is null or ends <= starts or ends > starts + 366 * 5 then
		perform private.refuse(422, 'period_invalid');
	end if;
	if grouped_by is null or grouped_by not in ('all', 'month', 'department', 'region', 'category', 'channel') then
		perform private.refuse(422, 'grouping_unknown');
	end if;
	if results.region is not null and at_path is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	return query
	with ways as (
		-- Which tables the asked figures are parts of.
		select w.way from unnest(array['group', 'department', 'category', 'region']) as w (way)
		where case w.way when 'department' then results.department is not null when 'category' then results.category is not null
			when 'region' then parent is not null else true end
	), tops as (
		-- The regions of each table: the asked one, or it with its siblings and what is at their parent itself.
		select false as is_beside, r.id, r.path::text as path, false as is_own from public.regions r where r.id = at_region
		union all
		select true, r.id, r.path::text, false from public.regions r where r.parent_id = parent
		union all
		select true, r.id, r.path::text, true from public.regions r where r.id = parent
	), spots as (
		select t.is_beside, t.path as member, t.id, t.is_own, case results.grouped_by when 'region' then '*' end as key from tops t
		union all
		select t.is_beside, t.path, r.id, false, r.path::text from tops t join public.regions r on r.parent_id = t.id
		where results.grouped_by = 'region' and not t.is_own
		union all
		select t.is_beside, t.path, t.id, exists (select from public.regions r where r.parent_id = t.id), t.path from tops t
		where results.grouped_by = 'region'
	), places as materialized (
		-- Each figure as a member of the tables that it is a part of.
		select w.way, k.key, s.id, s.is_own, d.at as department, c.at as category, h.at as channel,
			case w.way when 'group' then k.key when 'department' then d.at when 'category' then c.at else s.member end as member,
			case w.way when 'group' then true when 'department' then d.at = results.department
				when 'category' then c.at = results.category else s.member = at_path end as asked
		from ways w join spots s on s.is_beside = (w.way = 'region')
		cross join lateral private.result_coordinates(
			w.way = 'department', results.grouped_by = 'department', results.department, all_departments) d
		cross join lateral private.result_coordinates(
			w.way = 'category', results.grouped_by = 'category', results.category, all_categories) c
		cross join lateral private.result_coordinates(false, results.grouped_by = 'channel', null, all_channels) h
		cross join lateral (select coalesce(s.key, d.key, c.key, h.key, 'all') as key) k
	), spans as (
		select to_char(d, 'YYYY-MM') as month_key, private.month_number(d::date) as first, private.month_number(d::date) + 1 as next
		from generate_series(starts, ends - 1, interval '1 month') d where results.grouped_by = 'month'
		union all
		select null, private.month_number(starts), private.month_number(ends) where results.grouped_by <> 'month'
	), cells as (
		select s.measure, p.way, coalesce(m.month_key, p.key) as key, p.member, p.asked,
			s.n_upto[i.last] - coalesce(s.n_upto[i.before], 0) as n, s.hits_upto[i.last] - coalesce(s.hits_upto[i.before], 0) as hits,
			-- A day without figures is as good a cut as the next month that has some.
			s.cuts[i.before + 1] and coalesce(s.cuts[i.last + 1], true) as at_cuts
		from places p
		cross join lateral (
			select s.* from private.result_series s
			where s.region_id = p.id and s.is_own = p.is_own and s.department = p.department and s.category = p.category
				and s.channel = p.channel
			offset 0) s
		cross join spans m
		cross join lateral (
			select width_bucket(m.first - 1, s.months) as before, width_bucket(m.next - 1, s.months) as last offset 0) i
		where i.last > i.before
	), judged as (
		-- A line is one table: of the groups themselves, or of what a filter chose from. Months are guarded by cuts.
		select c.*, c.n < least_n or not c.at_cuts as too_small,
			case when c.key <> '*' and (results.grouped_by = c.way or c.way = 'group' and results.grouped_by <> 'month')
				then '' else c.key end as line
		from cells c
	), lined as (
		select j.*,
			count(*) filter (where j.too_small) over (partition by j.measure, j.way, j.line) as hidden,
			sum(j.n) filter (where j.too_small) over (partition by j.measure, j.way, j.line) as hidden_n,
			row_number() over (partition by j.measure, j.way, j.line, j.too_small order by j.n, j.member) as place
		from judged j
	), verdicts as materialized (
		select l.measure, l.key, bool_or(l.too_small
			or (l.place = 1 and l.hidden > 0 and (l.hidden = 1 or l.hidden_n < least_n or l.hidden_n = l.hidden))) as hide
		from lined l where l.asked group by 1, 2
	), days as (
		select case results.grouped_by when 'month' then to_char(c.month, 'YYYY-MM') else p.key end as key,
			u.days[k][1] as value, sum(u.days[k][2]) as n
		from places p
		cross join lateral (
			select c.* from private.result_cells c
			where c.region_id = p.id and c.is_own = p.is_own and c.department = p.department and c.category = p.category
				and c.channel = p.channel and c.measure = 'days' and c.month >= starts and c.month < ends
			offset 0) c
		cross join lateral (select c.days as days offset 0) u
		cross join lateral generate_subscripts(u.days, 1) k
		where p.way = 'group' and p.key <> '*'
		group by 1, 2
	), medians as materialized (
		-- The smallest value that half of them do not exceed, as percentile_disc gives it.
		select r.key, min(r.value) filter (where r.upto * 2 >= r.whole) as median
		from (
			select d.key, d.value, sum(d.n) over (partition by d.key order by d.value) as upto, sum(d.n) over (partition by d.key) as whole
			from days d) r
		group by 1
	)
	select nullif(c.key, '-'), c.measure,
		case when not v.hide and c.measure <> 'days' then c.hits::int end,
		case when not v.hide then c.n::int end,
		case when v.hide then null when c.measure = 'days' then d.median else round(c.hits::numeric / c.n, 4) end::double precision,
		v.hide
	from cells c
	-- A whole that is withheld is not shown in parts either, or their sum would be it.
	join lateral (
		select bool_or(w.hide) as hide from verdicts w where w.measure = c.measure and w.key in (c.key, '*')
	) v on true
	left join medians d on c.measure = 'days' and d.key = c.key
	where c.way = 'group' and c.key <> '*'
	order by c.measure collate pg_catalog."default", c.key collate pg_catalog."default";
end $$;
comment on function private.results(date, date, int, text, text, text) is
	'The published numbers of whole months. Refuses period_invalid, grouping_unknown, region_unknown with 422.';

create function public.results(
	from_month date, to_month date, region int default null, department text default null, category text default null,
	grouped_by text default 'all'
)
returns table (group_key text, measure text, numerator int, denominator int, value double precision, withheld boolean)
language sql stable security invoker set search_path = ''
as $$ select * from private.results(from_month, to_month, region, department, category, grouped_by) $$;
comment on function public.results is 'The rates of a period, grouped; a figure of too small a sample is withheld.';
grant execute on function private.results(date, date, int, text, text, text), public.results(date, date, int, text, text, text)
	to anon, authenticated, service_role;

