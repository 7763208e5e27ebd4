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
	-- Which regions are read, under which key, and whether they are added or taken away.
	regions int[] := array[at_region];
	paths text[] := array[at_path];
	signs int[] := '{1}';
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
	elsif grouped_by = 'region' then
		-- Of a region itself is left what is in none of those below it.
		select at_region || array_agg(b.id), at_path || array_agg(case s.sign when 1 then b.path::text else at_path end), 1 || array_agg(s.sign)
		into regions, paths, signs
		from public.regions b cross join (values (1), (-1)) s (sign) where b.parent_id = at_region;
	end if;
	return query
	with found as not materialized (
		select case grouped_by when 'month' then to_char(t.month, 'YYYY-MM') when 'region' then r.path when 'department' then t.department
			when 'category' then t.category when 'channel' then t.channel else 'all' end as key, t.measure, t.n * r.sign as n,
			t.hits * r.sign as hits, t.days, t.issues_by_days, r.sign
		from unnest(regions, paths, signs) r (id, path, sign)
		join private.totals t on t.region_id = r.id and t.department = any (departments) and t.category = any (categories)
			and t.channel = any (channels) and t.month between starts and ends
	), days as (
		-- In order before they are unnested: that leaves little to sort.
		select d.key, d.days, sum(d.n * d.sign)::int as n
		from (select f.key, f.sign, unnest(f.days) as days, unnest(f.issues_by_days) as n from found f where f.measure = 'days' order by f.key) d
		group by 1, 2
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
			select f.key, f.measure, sum(f.n)::int as n, sum(f.hits)::int as hits
			from found f where f.measure = any (private.rates()) group by 1, 2 having sum(f.n) > 0) s
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
