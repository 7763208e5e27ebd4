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
	with places as (
		select coalesce(case grouped_by when 'region' then r.path when 'department' then d.key when 'category' then c.key
			when 'channel' then h.key end, 'all') as key, r.id as region_id, d.key as department, c.key as category, h.key as channel
		from (
			select at_region as id, at_path as path
			union all
			select r.id, r.path::text from public.regions r where grouped_by = 'region' and r.parent_id = at_region
		) r
		cross join unnest(departments) d (key)
		cross join unnest(categories) c (key)
		cross join unnest(channels) h (key)
	), found as (
		select case grouped_by when 'month' then to_char(t.month, 'YYYY-MM') else p.key end as key, m.measure, 1 as sign, t.n, t.hits,
			t.days, t.issues_by_days
		from places p
		cross join unnest(private.rates()) m (measure)
		join private.totals t on t.region_id = p.region_id and t.measure = m.measure and t.department = p.department
			and t.category = p.category and t.channel = p.channel and t.month between starts and ends
	), parts as (
		select f.* from found f
		union all
		-- Of a region itself is left what is in none of those below it.
		select at_path, f.measure, -1, f.n, f.hits, f.days, f.issues_by_days
		from found f where grouped_by = 'region' and f.key <> at_path
	), days as (
		select p.key, d.days, sum(d.n * p.sign) as n
		from parts p cross join unnest(p.days, p.issues_by_days) d (days, n)
		where p.measure = 'days' group by 1, 2
	), medians as (
		-- The smallest number of days that half of them do not exceed, as percentile_disc gives it.
		select r.key, min(r.days) filter (where r.n_upto * 2 >= r.n_all) as median
		from (
			select d.*, sum(d.n) over (partition by d.key order by d.days) as n_upto, sum(d.n) over (partition by d.key) as n_all
			from days d) r
		group by 1
	), figures as (
		select s.*, d.median
		from (
			select p.key, p.measure, sum(p.n * p.sign)::int as n, sum(p.hits * p.sign)::int as hits
			from parts p group by 1, 2 having sum(p.n * p.sign) > 0) s
		left join medians d on d.key = s.key
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

-- Plain counts of a place, of the months asked for or of what stands now; what is not there is nought.
create function private.result_counts(
	from_month date, to_month date, region int default null, department text default null, category text default null
)
returns table (measure text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select m.measure, t.n
	from unnest(private.measures()) m (measure)
	cross join lateral (
		select sum(t.n) as n from private.totals t
		where t.region_id = private.asked_region(region) and t.measure = m.measure
			-- What was rejected had no department yet.
			and t.department = case when m.measure like 'rejected:%' then '' else coalesce(result_counts.department, '') end
			and t.category = coalesce(result_counts.category, '') and t.channel = ''
			and (t.month between date_trunc('month', from_month)::date and date_trunc('month', to_month)::date or t.month = '-infinity')
	) t
	where m.measure <> all (private.rates()) and t.n > 0
$$;
call private.expose('result_counts', 'anon, authenticated, service_role',
	'Plain counts that stand beside the rates: a measure a row. Votes are those of issues published in the period.');

-- Rejections by reason: code and count, never the text.
create function private.rejections_by_reason(from_month date, to_month date, region int default null)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select r.key, r.label_zh, r.label_en, c.n
	from private.result_counts(from_month, to_month, region) c
	join public.rejection_reasons r on c.measure = 'rejected:' || r.key
	order by c.n desc, r.position
$$;

call private.expose('rejections_by_reason', 'anon, authenticated, service_role', 'How many issues a period rejected, by reason.');
