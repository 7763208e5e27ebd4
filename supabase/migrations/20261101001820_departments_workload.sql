-- What stands on each desk, read from the totals.

-- In a subtree, the most overdue first. Key null: intake.
create function private.department_workload(region int default null)
returns table (
	department_key text, waits_for_intake bigint, owes_answer bigint, in_hand bigint, overdue bigint, done bigint,
	oldest_due timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
declare
	at_region int := private.asked_region(region);
	at_path extensions.ltree := private.region_path(at_region);
begin
	return query
	with desks as (
		select nullif(d.key, '-') as key,
			coalesce(sum(t.n) filter (where t.measure = 'waits_for_intake'), 0)::bigint as waits_for_intake,
			coalesce(sum(t.n) filter (where t.measure = 'owes_answer'), 0)::bigint as owes_answer,
			coalesce(sum(t.n) filter (where t.measure = 'in_hand'), 0)::bigint as in_hand,
			coalesce(sum(t.n) filter (where t.measure = 'overdue'), 0)::bigint as overdue,
			coalesce(sum(t.n) filter (where t.measure = 'done'), 0)::bigint as done
		from (select '-' as key union all select u.key from public.departments u) d
		cross join unnest(private.standing()) m (measure)
		join private.totals t on t.region_id = at_region and t.measure = m.measure and t.department = d.key
			and t.category = '' and t.channel = ''
		group by d.key
	)
	select d.*, o.due_at
	from desks d
	left join lateral (
		-- By due date through the clocks of this desk; where there are many, nearly all lie in the subtree.
		(select c.due_at from private.overdue_clocks c
		where d.overdue > 0 and c.department_key = d.key
			and (select r.path from public.regions r where r.id = c.region_id) operator(extensions.<@) at_path
		order by c.due_at limit 1)
		union all
		(select c.due_at from private.overdue_clocks c
		where d.overdue > 0 and d.key is null and c.department_key is null
			and (select r.path from public.regions r where r.id = c.region_id) operator(extensions.<@) at_path
		order by c.due_at limit 1)) o on true
	where d.waits_for_intake + d.in_hand + d.overdue + d.done > 0
	order by d.overdue desc, d.in_hand desc, d.key;
end $$;
call private.expose('department_workload', 'anon, authenticated, service_role',
	'What stands on each desk in a subtree, the most overdue first; key null is intake.');
