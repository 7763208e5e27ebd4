-- Results: the numbers of DOMAIN.md, each with numerator, denominator and n, and withheld below the minimum sample.

create function private.minimum_sample() returns int
language sql immutable set search_path = '' as $$ select 5 $$;
grant execute on function private.minimum_sample() to anon, authenticated, service_role;
comment on function private.minimum_sample() is 'Rates below this n are withheld.';

-- The region, or without one every root.
create function private.asked_regions(region int) returns int[]
language sql stable security definer set search_path = ''
as $$
	select case when region is null then array(select r.id from public.regions r where r.parent_id is null) else array[region] end
$$;

-- grouped_by: all | month | department | region (children of the region) | category | channel.
-- numerator, denominator and value are null where withheld: n below the minimum sample, or the figure would give a smaller
-- one away.
--  Parts: a figure is a part along every way it was narrowed (grouping, department, category, region). In each of those
--  tables the withheld cells are two or more and sum to the minimum sample, so total minus the shown ones tells nothing;
--  the verdict is the same whether a figure is asked for as a row of a table or through a filter.
--  Periods: they begin and end at cuts only. A year that has the minimum sample opens with a cut; inside it a month is one
--  when it and what lies before it in its year have the minimum each. So between two neighbouring cuts lies the minimum
--  sample, and two periods a month apart never give a small month away. (The very first month is a cut too where that
--  leaves nothing small before the next; the end of all figures always is.)
create function private.results(
	from_month date, to_month date, region int, department text, category text, grouped_by text
)
returns table (group_key text, measure text, numerator int, denominator int, value double precision, withheld boolean)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	at_path extensions.ltree := private.region_path(results.region);
	parent int := (select r.parent_id from public.regions r where r.id = results.region);
	rates text[] := array['first_answer', 'days', 'solved', 'satisfied', 'to_the_point', 'reopened'];
	all_departments text[] := array(select d.key from public.departments d) || '-'::text;
	all_categories text[] := array(select c.key from public.categories c);
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
		-- Which tables the asked figures are parts of, and which departments and categories stand in each.
		select w.way, w.way = 'region' as is_beside,
			case when w.way = 'department' or (results.grouped_by = 'department' and results.department is null)
				then all_departments else array[coalesce(results.department, '')] end as departments,
			case when w.way = 'category' or (results.grouped_by = 'category' and results.category is null)
				then all_categories else array[coalesce(results.category, '')] end as categories
		from unnest(array['group', 'department', 'category', 'region']) as w (way)
		where case w.way when 'department' then results.department is not null when 'category' then results.category is not null
			when 'region' then at_path is not null else true end
	), tops as (
		-- The regions of each table: the asked one (or every root), and the asked one with its siblings and what is at
		-- their parent itself.
		select false as is_beside, r.id, r.path, false as is_itself from public.regions r
		where r.id = any (private.asked_regions(results.region))
		union all
		select true, r.id, r.path, false from public.regions r
		where at_path is not null and case when parent is null then r.parent_id is null else r.parent_id = parent end
		union all
		select true, r.id, r.path, true from public.regions r where r.id = parent
	), spots as (
		-- What is at a region itself is its sum less those of the regions below it.
		select t.is_beside, t.id, 1 as sign, '' as key, t.path::text as member from tops t
		where results.grouped_by <> 'region' or at_path is null or t.is_itself
		union all
		select t.is_beside, r.id, -1, '', t.path::text from tops t join public.regions r on r.parent_id = t.id where t.is_itself
		union all
		select t.is_beside, t.id, 1, t.path::text, t.path::text from tops t
		where results.grouped_by = 'region' and at_path is not null and not t.is_itself
		union all
		select t.is_beside, r.id, s.sign, case s.sign when 1 then r.path else t.path end::text, t.path::text
		from tops t join public.regions r on r.parent_id = t.id cross join (values (1), (-1)) s (sign)
		where results.grouped_by = 'region' and at_path is not null and not t.is_itself
	), places as materialized (
		select w.way, s.id, s.sign, s.key, s.member, d.department, k.category
		from ways w join spots s on s.is_beside = w.is_beside
		cross join lateral unnest(w.departments) d (department) cross join lateral unnest(w.categories) k (category)
	), facts as materialized (
		select s.way, c.measure, c.month, c.department, c.category, c.channel,
			case when results.grouped_by = 'region' and s.key = '' then s.member else s.key end as below, s.member as beside,
			sum(s.sign * c.n)::int as n, sum(s.sign * c.hits)::int as hits
		from places s cross join lateral (
			select c.* from private.result_cells c
			where c.region_id = s.id and c.department = s.department and c.category = s.category and c.measure = any (rates)
			offset 0) c
		group by 1, 2, 3, 4, 5, 6, 7, 8
		having sum(s.sign * c.n) > 0
	), parts as (
		-- Each fact as a member of the tables in which the asked figures are parts; key '*' is the whole of a grouping.
		select f.measure, f.way, g.key, f.month, f.n, f.hits,
			case f.way when 'group' then g.key when 'department' then f.department when 'category' then f.category else f.beside end as member,
			case f.way when 'group' then true when 'department' then f.department = results.department
				when 'category' then f.category = results.category else f.beside = at_path::text end as asked
		from facts f
		cross join lateral (
			select case results.grouped_by
				when 'department' then f.department when 'category' then f.category when 'channel' then f.channel
				when 'region' then f.below else 'all' end as key
			union
			select '*' where results.grouped_by not in ('all', 'month')
		) g
	), monthly as (
		select p.measure, p.way, p.key, p.member, p.asked, p.month, sum(p.n)::int as n, sum(p.hits)::int as hits
		from parts p group by 1, 2, 3, 4, 5, 6
	), running as (
		select m.*,
			sum(m.n) over (partition by m.measure, m.way, m.key, m.member order by m.month) - m.n as before,
			sum(m.n) over (partition by m.measure, m.way, m.key, m.member, date_trunc('year', m.month) order by m.month) - m.n as year_before,
			sum(m.n) over (partition by m.measure, m.way, m.key, m.member, date_trunc('year', m.month)) as whole_year
		from monthly m
	), aligned as (
		select r.*, r.whole_year >= least_n and (r.year_before = 0 or (r.n >= least_n and r.year_before >= least_n)) as is_aligned
		from running r
	), marked as (
		select a.*, a.is_aligned or (a.before = 0
			and min(a.before) filter (where a.is_aligned) over (partition by a.measure, a.way, a.key, a.member) >= least_n) is not false as is_cut
		from aligned a
	), spans as (
		select to_char(d, 'YYYY-MM') as month_key, d::date as first_day, (d + interval '1 month')::date as next_day
		from generate_series(starts, ends - 1, interval '1 month') d where results.grouped_by = 'month'
		union all
		select null, starts, ends where results.grouped_by <> 'month'
	), cells as (
		select k.measure, k.way, coalesce(s.month_key, k.key) as key, k.member, k.asked,
			sum(k.n) filter (where k.month < s.next_day) as n, sum(k.hits) filter (where k.month < s.next_day) as hits,
			-- A day without figures is as good a cut as the next month that has some.
			(array_agg(k.is_cut order by k.month))[1]
				and coalesce((array_agg(k.is_cut order by k.month) filter (where k.month >= s.next_day))[1], true) as at_cuts
		from marked k join spans s on k.month >= s.first_day
		group by 1, 2, 3, 4, 5
		having count(*) filter (where k.month < s.next_day) > 0
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
		select case results.grouped_by
			when 'month' then to_char(c.month, 'YYYY-MM')
			when 'department' then c.department when 'category' then c.category when 'channel' then c.channel
			when 'region' then case s.key when '' then s.member else s.key end
			else 'all' end as key, c.days[k][1] as value, sum(s.sign * c.days[k][2]) as n
		from places s cross join lateral (
			select c.* from private.result_cells c
			where c.region_id = s.id and c.department = s.department and c.category = s.category and c.measure = 'days'
				and c.month >= starts and c.month < ends
			offset 0) c
		cross join lateral generate_subscripts(c.days, 1) k
		where s.way = 'group'
		group by 1, 2 having sum(s.sign * c.days[k][2]) > 0
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

