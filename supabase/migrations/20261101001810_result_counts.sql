-- Plain counts: public lists show the same rows, so nothing is withheld.

-- What was counted of a kind in these months. Region null: everywhere.
create function private.counted(measures text[], starts date, ends date, region int, department text, category text) returns bigint
language sql stable security definer set search_path = ''
set enable_seqscan = off
as $$
	select coalesce(sum(c.n), 0)::bigint
	from private.result_cells c
	where c.region_id = private.asked_region(region) and not c.is_own
		and c.department = coalesce(counted.department, '') and c.category = coalesce(counted.category, '')
		and c.channel = '' and c.measure = any (measures) and c.month >= starts and c.month <= ends
$$;

-- Clocks that ran out, by the days on which they were due (joined with nothing: unpacked once, not for each element).
create function private.overdue_now(region int, department text, category text) returns bigint
language sql stable security definer set search_path = ''
set enable_seqscan = off
as $$
	select coalesce(sum(u.days[k][2]), 0)::bigint
	from private.result_cells c
	cross join lateral (select c.days || '{}'::int[] as days offset 0) u
	cross join lateral generate_subscripts(u.days, 1) k
	where c.region_id = private.asked_region(region) and not c.is_own
		and c.department = coalesce(overdue_now.department, '') and c.category = coalesce(overdue_now.category, '')
		and c.channel = '' and c.measure = 'running' and u.days[k][1] < (select private.local_day(private.now()) - date '1970-01-01')
$$;

create function private.result_counts(from_month date, to_month date, region int, department text, category text)
returns table (published bigint, answered bigint, confirmed bigint, reopened bigint, overdue_now bigint, rejected bigint, votes bigint)
language sql stable security definer set search_path = ''
as $$
	select private.counted('{published}', s.a, s.b, region, department, category),
		private.counted('{answered}', s.a, s.b, region, department, category),
		private.counted('{confirmed}', s.a, s.b, region, department, category),
		private.counted('{reopenings}', s.a, s.b, region, department, category),
		private.overdue_now(region, department, category),
		private.counted(array(select 'rejected:' || r.key from public.rejection_reasons r), s.a, s.b, region, null, category),
		private.counted('{votes}', s.a, s.b, region, department, category)
	from (select date_trunc('month', from_month)::date as a, date_trunc('month', to_month)::date as b) s
$$;
create function public.result_counts(from_month date, to_month date, region int default null, department text default null, category text default null)
returns table (published bigint, answered bigint, confirmed bigint, reopened bigint, overdue_now bigint, rejected bigint, votes bigint)
language sql stable security invoker set search_path = ''
as $$ select * from private.result_counts(from_month, to_month, region, department, category) $$;
comment on function public.result_counts is
	'Plain counts that stand beside the rates. Rejections carry no department; votes are those of issues published in the period.';
grant execute on function private.result_counts(date, date, int, text, text), public.result_counts(date, date, int, text, text)
	to anon, authenticated, service_role;

-- Rejections by reason: code and count, never the text.
create function private.rejections_by_reason(from_month date, to_month date, region int)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select r.key, r.label_zh, r.label_en, c.n
	from public.rejection_reasons r
	cross join lateral private.counted(array['rejected:' || r.key], date_trunc('month', from_month)::date,
		date_trunc('month', to_month)::date, region, null, null) c (n)
	where c.n > 0
	order by c.n desc, r.position
$$;
create function public.rejections_by_reason(from_month date, to_month date, region int default null)
returns table (reason text, label_zh text, label_en text, n bigint)
language sql stable security invoker set search_path = '' as $$ select * from private.rejections_by_reason(from_month, to_month, region) $$;
comment on function public.rejections_by_reason is 'How many issues a period rejected, by reason.';
grant execute on function private.rejections_by_reason(date, date, int), public.rejections_by_reason(date, date, int)
	to anon, authenticated, service_role;

-- What each department has on its desk in a subtree, the most overdue first. Key null: assigned to nobody yet.
create function private.department_workload(region int)
returns table (department_key text, open_issues bigint, unanswered bigint, overdue bigint, oldest_due timestamptz)
language sql stable security definer set search_path = ''
set enable_seqscan = off
as $$
	select nullif(c.department, '-'), sum(c.n)::bigint, sum(c.hits)::bigint, coalesce(sum(d.overdue), 0)::bigint,
		private.end_of_day(date '1970-01-01' + min(d.oldest))
	from private.result_cells c
	cross join lateral (
		select sum(u.days[k][2]) as overdue, min(u.days[k][1]) as oldest
		from (select c.days || '{}'::int[] as days offset 0) u cross join lateral generate_subscripts(u.days, 1) k
		where u.days[k][1] < (select private.local_day(private.now()) - date '1970-01-01')
	) d
	where c.region_id = private.asked_region(region) and not c.is_own
		and c.department = any (array(select u.key from public.departments u) || '-'::text) and c.category = '' and c.channel = '' and c.measure = 'open'
	group by 1 having sum(c.n) > 0 order by 4 desc, 2 desc, 1
$$;
create function public.department_workload(region int default null)
returns table (department_key text, open_issues bigint, unanswered bigint, overdue bigint, oldest_due timestamptz)
language sql stable security invoker set search_path = '' as $$ select * from private.department_workload(region) $$;
comment on function public.department_workload is
	'What each department has on its desk in a subtree, the most overdue first.';
grant execute on function private.department_workload(int), public.department_workload(int) to anon, authenticated, service_role;
