-- Results: the numbers of DOMAIN.md, each with numerator, denominator and n, and withheld below the minimum sample.

create function private.minimum_sample() returns int
language sql immutable set search_path = '' as $$ select 5 $$;
grant execute on function private.minimum_sample() to anon, authenticated, service_role;
comment on function private.minimum_sample() is 'Rates below this n are withheld.';

-- One row per thing counted, with what it may be grouped by. Answers that came with an import are left out.
--  first_answer: counted on the day it was answered or its deadline passed, whichever came first; hit = within the
--                deadline. A clock that ended unmet after its due day (returned, merged) stays a miss.
--  days:         days from assignment to the first answer; value = days
--  solved, satisfied, to_the_point: ratings on the day they were given; hit = yes (satisfaction 3-5)
--  reopened:     responses on the day they were published; hit = made the issue reopen
create view private.measurements with (security_invoker = true) as
	select 'first_answer'::text as measure, private.local_day(least(c.met_at, c.due_at)) as day,
		coalesce(c.met_at <= c.due_at, false) as hit, null::int as value,
		i.path, i.category_key, i.channel, c.department_key
	from public.clocks c join public.issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and not c.is_imported and i.is_public
		and (c.met_at is not null or c.due_at < coalesce(c.ended_at, private.now()))
	union all
	select 'days', private.local_day(c.met_at), true, private.local_day(c.met_at) - private.local_day(c.started_at),
		i.path, i.category_key, i.channel, c.department_key
	from public.clocks c join public.issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and c.met_at is not null and not c.is_imported and i.is_public
	union all
	select m.measure, private.local_day(g.rated_at), m.hit, null, i.path, i.category_key, i.channel, r.department_key
	from public.ratings g
	join public.responses r on r.id = g.response_id and not r.is_imported
	join public.issues i on i.id = r.issue_id and i.is_public
	cross join lateral (values ('solved', g.solved), ('satisfied', g.satisfaction >= 3), ('to_the_point', g.to_the_point)) as m (measure, hit)
	where m.hit is not null
	union all
	select 'reopened', private.local_day(r.published_at), r.reopened_at is not null, null, i.path, i.category_key, i.channel, r.department_key
	from public.responses r join public.issues i on i.id = r.issue_id and i.is_public
	where not r.is_imported;
comment on view private.measurements is
	'One row per thing that a rate counts: its day, whether it hit, and where it belongs.';

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
	depth int := coalesce(extensions.nlevel(private.region_path(results.region)), 0);
	-- Below the region's parent: the region and its siblings.
	around extensions.ltree := case when depth > 1 then extensions.subpath(at_path, 0, depth - 1) end;
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
	with facts as materialized (
		select m.measure, date_trunc('month', m.day)::date as month, m.department_key, m.category_key, m.channel::text as channel,
			at_path is null or m.path operator(extensions.<@) at_path as here,
			extensions.subpath(m.path, 0, least(extensions.nlevel(m.path), greatest(depth, 1)))::text as beside,
			extensions.subpath(m.path, 0, least(extensions.nlevel(m.path), depth + 1))::text as below,
			results.department is null or m.department_key = results.department as of_department,
			results.category is null or m.category_key = results.category as of_category,
			count(*)::int as n, (count(*) filter (where m.hit))::int as hits
		from private.measurements m
		where around is null or m.path operator(extensions.<@) around
		group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
	), parts as (
		-- Each fact as a member of the tables in which the asked figures are parts; key '*' is the whole of a grouping.
		select f.measure, p.way, g.key, p.member, p.asked, f.month, f.n, f.hits
		from facts f
		cross join lateral (
			select case results.grouped_by
				when 'department' then f.department_key when 'category' then f.category_key when 'channel' then f.channel
				when 'region' then f.below else 'all' end as key
			union
			select '*' where results.grouped_by not in ('all', 'month')
		) g
		cross join lateral (
			select 'group' as way, g.key as member, true as asked where f.here and f.of_department and f.of_category
			union all
			select 'department', f.department_key, f.of_department
			where results.department is not null and f.here and f.of_category
			union all
			select 'category', f.category_key, f.of_category
			where results.category is not null and f.here and f.of_department
			union all
			select 'region', f.beside, f.here
			where at_path is not null and f.of_department and f.of_category
		) p
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
	), verdicts as (
		select l.measure, l.key, bool_or(l.too_small
			or (l.place = 1 and l.hidden > 0 and (l.hidden = 1 or l.hidden_n < least_n or l.hidden_n = l.hidden))) as hide
		from lined l where l.asked group by 1, 2
	), medians as (
		select g.key, percentile_disc(0.5) within group (order by m.value) as median
		from private.measurements m
		cross join lateral (select case results.grouped_by
			when 'month' then to_char(m.day, 'YYYY-MM')
			when 'department' then m.department_key when 'category' then m.category_key when 'channel' then m.channel::text
			when 'region' then extensions.subpath(m.path, 0, least(extensions.nlevel(m.path), depth + 1))::text
			else 'all' end as key) g
		where m.measure = 'days' and m.day >= starts and m.day < ends
			and (at_path is null or m.path operator(extensions.<@) at_path)
			and (results.department is null or m.department_key = results.department)
			and (results.category is null or m.category_key = results.category)
		group by 1
	)
	select c.key, c.measure,
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
	order by c.measure, c.key;
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

-- Rejections are public as a number only.
create function private.rejected_count(starts timestamptz, ends timestamptz, region int, category text) returns bigint
language sql stable security definer set search_path = ''
as $$
	select count(*) from public.issues i
	where i.status = 'rejected' and i.status_at >= starts and i.status_at < ends
		and (rejected_count.region is null
			or i.path operator(extensions.<@) (select r.path from public.regions r where r.id = rejected_count.region))
		and (rejected_count.category is null or i.category_key = rejected_count.category)
$$;
-- Plain counts that stand beside the rates: public lists show the same rows, so nothing is withheld. Rejections carry no
-- department; `votes` are those that issues published in the period have today.
create function public.result_counts(from_month date, to_month date, region int default null, department text default null, category text default null)
returns table (published bigint, answered bigint, confirmed bigint, reopened bigint, overdue_now bigint, rejected bigint, votes bigint)
language sql stable security invoker set search_path = ''
as $$
	with period as (
		select (date_trunc('month', from_month)::timestamp at time zone 'Asia/Shanghai') as starts,
			((date_trunc('month', to_month) + interval '1 month')::timestamp at time zone 'Asia/Shanghai') as ends
	), inside as (
		select i.* from public.issues i
		where i.is_public and (result_counts.region is null
				or i.path operator(extensions.<@) (select r.path from public.regions r where r.id = result_counts.region))
			and (result_counts.department is null or i.lead_department_key = result_counts.department)
			and (result_counts.category is null or i.category_key = result_counts.category)
	)
	select
		(select count(*) from inside i, period p where i.published_at >= p.starts and i.published_at < p.ends),
		(select count(*) from inside i join public.responses r on r.issue_id = i.id, period p
			where r.published_at >= p.starts and r.published_at < p.ends),
		(select count(*) from inside i join public.issue_events e on e.issue_id = i.id and e.kind = 'confirmed', period p
			where e.at >= p.starts and e.at < p.ends),
		(select count(*) from inside i join public.issue_events e on e.issue_id = i.id and e.kind = 'reopened', period p
			where e.at >= p.starts and e.at < p.ends),
		(select count(*) from inside i join public.clocks c on c.issue_id = i.id
			where c.met_at is null and c.ended_at is null and c.paused_at is null and c.due_at < private.now()),
		private.rejected_count((select p.starts from period p), (select p.ends from period p), region, category),
		(select coalesce(sum(n.votes), 0) from inside i join public.issue_counters n on n.issue_id = i.id, period p
			where i.published_at >= p.starts and i.published_at < p.ends)
$$;
comment on function public.result_counts is
	'Plain counts that stand beside the rates: public lists show the same rows, so nothing is withheld.';

grant execute on function private.rejected_count(timestamptz, timestamptz, int, text), public.result_counts(date, date, int, text, text)
	to anon, authenticated, service_role;

-- Rejections by reason: code and count, never the text.
create function private.rejections_by_reason(from_month date, to_month date, region int)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select r.key, r.label_zh, r.label_en, count(*)
	from public.issues i join public.rejection_reasons r on r.key = i.rejection_reason
	where i.status = 'rejected'
		and i.status_at >= (date_trunc('month', from_month)::timestamp at time zone 'Asia/Shanghai')
		and i.status_at < ((date_trunc('month', to_month) + interval '1 month')::timestamp at time zone 'Asia/Shanghai')
		and (rejections_by_reason.region is null
			or i.path operator(extensions.<@) (select g.path from public.regions g where g.id = rejections_by_reason.region))
	group by r.key order by 4 desc, r.position
$$;
create function public.rejections_by_reason(from_month date, to_month date, region int default null)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security invoker set search_path = '' as $$ select * from private.rejections_by_reason(from_month, to_month, region) $$;
comment on function public.rejections_by_reason is 'How many issues a period rejected, by reason.';
grant execute on function private.rejections_by_reason(date, date, int), public.rejections_by_reason(date, date, int)
	to anon, authenticated, service_role;
