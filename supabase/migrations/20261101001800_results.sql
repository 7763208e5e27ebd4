-- Results: the published numbers, each with numerator, denominator and n; below the minimum sample no rate, but the counts.

create function private.minimum_sample() returns int
language sql immutable set search_path = ''
as $$ select 5 $$;
grant execute on function private.minimum_sample() to anon, authenticated, service_role;
comment on function private.minimum_sample() is 'A smaller n makes no rate and no rank.';

-- Without a region: the root.
create function private.asked_region(region int) returns int
language sql stable security definer set search_path = ''
as $$ select coalesce(region, (select r.id from public.regions r where r.parent_id is null)) $$;

-- grouped_by: all | month | department | region (children of the region, and itself) | category | channel.
create function private.results(
	from_month date, to_month date, region int default null, department text default null, category text default null,
	grouped_by text default 'all'
)
returns table (group_key text, measure text, numerator int, denominator int, value double precision)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	at_region int := private.asked_region(results.region);
	at_path text := private.region_path(at_region);
	starts date := date_trunc('month', from_month)::date;
	ends date := date_trunc('month', to_month)::date;
	departments text[] := array[coalesce(results.department, '')];
	categories text[] := array[coalesce(results.category, '')];
	channels text[] := '{""}';
begin
	if starts is null or ends is null or ends < starts or ends > starts + interval '59 months' then
		perform private.refuse(422, 'period_invalid');
	end if;
	if grouped_by is null or grouped_by not in ('all', 'month', 'department', 'region', 'category', 'channel') then
		perform private.refuse(422, 'grouping_unknown');
	end if;
	if results.region is not null and at_path is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	if grouped_by = 'department' and results.department is null then
		departments := array(select d.key from public.departments d) || '-'::text;
	elsif grouped_by = 'category' and results.category is null then
		categories := array(select c.key from public.categories c);
	elsif grouped_by = 'channel' then
		channels := enum_range(null::public.issue_channel);
	end if;
	return query
	with regions as (
		select at_region as id, at_path as path, 1 as sign
		union all
		-- By region: each one below, and what is left at the region itself.
		select r.id, s.path, s.sign
		from public.regions r cross join lateral (values (r.path::text, 1), (at_path, -1)) s (path, sign)
		where grouped_by = 'region' and r.parent_id = at_region
	), counts as (
		select case grouped_by when 'month' then to_char(t.month, 'YYYY-MM') when 'department' then d.key when 'category' then c.key
				when 'channel' then h.key when 'region' then r.path else 'all' end as key,
			m.measure, t.days, sum(t.n * r.sign) as n, sum(t.hits * r.sign) as hits
		from regions r
		cross join unnest(private.rates()) m (measure)
		cross join unnest(departments) d (key)
		cross join unnest(categories) c (key)
		cross join unnest(channels) h (key)
		cross join lateral (
			select t.month, t.days, t.n, t.hits from private.totals t
			where t.region_id = r.id and t.measure = m.measure and t.department = d.key and t.category = c.key and t.channel = h.key
				and t.month between starts and ends
			-- One look-up in the index for each place.
			offset 0) t
		group by 1, 2, 3
	), running as (
		select c.*, sum(c.n) over (partition by c.key, c.measure order by c.days) as n_upto, sum(c.n) over (partition by c.key, c.measure) as n_all
		from counts c
	), figures as (
		-- The smallest number of days that half of them do not exceed, as percentile_disc gives it.
		select r.key, r.measure, sum(r.n)::int as n, sum(r.hits)::int as hits, min(r.days) filter (where r.n_upto * 2 >= r.n_all) as median
		from running r group by 1, 2 having sum(r.n) > 0
	)
	select nullif(f.key, '-'), f.measure, case when f.measure <> 'days' then f.hits end, f.n,
		case when f.n < private.minimum_sample() then null when f.measure = 'days' then f.median
			else round(f.hits::numeric / f.n, 4) end::double precision
	from figures f
	order by f.measure collate pg_catalog."default", f.key collate pg_catalog."default";
end $$;
comment on function private.results(date, date, int, text, text, text) is
	'The published numbers of whole months. Refuses period_invalid, grouping_unknown, region_unknown with 422.';

call private.expose('results', 'anon, authenticated, service_role',
	'The rates of a period, grouped; value is null where the sample is too small for one.');

-- Plain counts of a place: of these months, and of what stands now. Region null: everywhere.
create function private.place_counts(starts date, ends date, region int, department text, category text)
returns table (measure text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select m.measure, t.n
	from unnest(private.measures()) m (measure)
	cross join lateral (
		select sum(t.n) as n from private.totals t
		where t.region_id = private.asked_region(region) and t.measure = m.measure
			and t.department = case when m.measure like 'rejected:%' then '' else coalesce(place_counts.department, '') end
			and t.category = coalesce(place_counts.category, '') and t.channel = ''
			and (t.month between date_trunc('month', starts)::date and date_trunc('month', ends)::date or t.month = '-infinity')
	) t
	where m.measure <> all (private.rates()) and t.n > 0
$$;

create function private.result_counts(from_month date, to_month date, region int default null, department text default null, category text default null)
returns table (
	published bigint, answered bigint, confirmed bigint, reopened bigint, rejected bigint, votes bigint, waits_for_intake bigint,
	owes_answer bigint, in_hand bigint, overdue bigint, done bigint)
language sql stable security definer set search_path = ''
as $$
	select coalesce(sum(c.n) filter (where c.measure = 'published'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'answered'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'confirmed'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'reopenings'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure like 'rejected:%'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'votes'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'waits_for_intake'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'owes_answer'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'in_hand'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'overdue'), 0)::bigint,
		coalesce(sum(c.n) filter (where c.measure = 'done'), 0)::bigint
	from private.place_counts(from_month, to_month, region, department, category) c
$$;

call private.expose('result_counts', 'anon, authenticated, service_role',
	'Plain counts that stand beside the rates. Rejections carry no department; votes are those of issues published in the period.');

-- Rejections by reason: code and count, never the text.
create function private.rejections_by_reason(from_month date, to_month date, region int default null)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select r.key, r.label_zh, r.label_en, c.n
	from private.place_counts(from_month, to_month, region, null, null) c
	join public.rejection_reasons r on c.measure = 'rejected:' || r.key
	order by c.n desc, r.position
$$;

call private.expose('rejections_by_reason', 'anon, authenticated, service_role', 'How many issues a period rejected, by reason.');

-- What stands on each desk in a subtree, the most overdue first. Key null: intake.
create function private.department_workload(region int default null)
returns table (
	department_key text, waits_for_intake bigint, owes_answer bigint, in_hand bigint, overdue bigint, done bigint,
	oldest_due timestamptz)
language sql stable security definer set search_path = ''
as $$
	with desks as (
		select d.key, coalesce(sum(t.n) filter (where t.measure = 'waits_for_intake'), 0)::bigint as waits_for_intake,
			coalesce(sum(t.n) filter (where t.measure = 'owes_answer'), 0)::bigint as owes_answer,
			coalesce(sum(t.n) filter (where t.measure = 'in_hand'), 0)::bigint as in_hand,
			coalesce(sum(t.n) filter (where t.measure = 'overdue'), 0)::bigint as overdue,
			coalesce(sum(t.n) filter (where t.measure = 'done'), 0)::bigint as done
		from (select '-' as key union all select u.key from public.departments u) d
		cross join unnest(private.standing()) m (measure)
		join private.totals t on t.region_id = private.asked_region(region) and t.measure = m.measure and t.department = d.key
			and t.category = '' and t.channel = ''
		group by 1
	)
	select nullif(d.key, '-'), d.waits_for_intake, d.owes_answer, d.in_hand, d.overdue, d.done, case when d.overdue > 0 then (
		select c.due_at from private.overdue_clocks c join public.regions r on r.id = c.region_id
		where coalesce(c.department_key, '-') = d.key
			and r.path operator(extensions.<@) private.region_path(private.asked_region(department_workload.region))
		order by c.due_at limit 1) end
	from desks d where d.waits_for_intake + d.in_hand + d.overdue + d.done > 0
	order by d.overdue desc, d.in_hand desc, d.key
$$;

call private.expose('department_workload', 'anon, authenticated, service_role',
	'What stands on each desk in a subtree, the most overdue first; key null is intake.');
