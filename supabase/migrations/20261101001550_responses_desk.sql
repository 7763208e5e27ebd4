-- The desk: what a department owes, for its inbox.

-- What is on the desks of the caller's departments, by its stage; what a department only helps with has a tab of its own, so
-- that a department is counted here for what it leads, as everywhere. Past row-level security, to see which are overdue.
create function private.desk_issues(department text)
returns table (issue_id bigint, tab text, is_lead boolean, assigned_at timestamptz, is_overdue boolean)
language sql stable security definer set search_path = ''
as $$
	select i.id, case when m.is_lead then i.stage::text else 'cooperating' end, m.is_lead, m.assigned_at,
		m.is_lead and exists (select from private.overdue_clocks o where o.issue_id = i.id)
	from (
		select a.issue_id, bool_or(a.is_lead) as is_lead, min(a.assigned_at) as assigned_at
		from public.assignments a
		where a.ended_at is null
			and a.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or a.department_key = department)
		group by a.issue_id
	) m
	join public.issues i on i.id = m.issue_id and i.stage in ('owes_answer', 'in_progress', 'done')
$$;

-- tab: owes_answer | in_progress | overdue | done | cooperating. By due date, what is done newest first. The cursor is the
-- last row's sort_at and id.
create function public.desk_inbox(
	tab text default 'owes_answer', department text default null, page_size int default 50,
	after_at timestamptz default null, after_id bigint default null)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, round smallint, lead_department_key text,
	is_lead boolean, assigned_at timestamptz, clock public.clock_kind, due_at timestamptz, votes int, draft_version int,
	draft_saved_at timestamptz, answered_at timestamptz, sort_at timestamptz)
language sql stable security invoker set search_path = ''
as $$
	with placed as (
		select i, m.is_lead, m.assigned_at, c.kind as clock, c.due_at,
			case when desk_inbox.tab = 'done' then coalesce(i.answered_at, i.status_at) else coalesce(c.due_at, 'infinity') end as sort_at
		from private.desk_issues(desk_inbox.department) m
		join public.issues i on i.id = m.issue_id
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
		where case desk_inbox.tab when 'overdue' then m.is_overdue else m.tab = desk_inbox.tab end
	)
	select (p.i).id, (p.i).title, (p.i).status, (p.i).region_id, (p.i).category_key, (p.i).round, (p.i).lead_department_key,
		p.is_lead, p.assigned_at, p.clock, p.due_at, n.votes, d.version, d.saved_at, (p.i).answered_at, p.sort_at
	from placed p
	left join public.issue_counters n on n.issue_id = (p.i).id
	left join public.response_drafts d
		on d.issue_id = (p.i).id and d.round = (p.i).round and d.department_key = (p.i).lead_department_key
	where after_id is null
		or case when desk_inbox.tab = 'done' then (p.sort_at, (p.i).id) < (after_at, after_id)
			else (p.sort_at, (p.i).id) > (after_at, after_id) end
	order by case when desk_inbox.tab <> 'done' then p.sort_at end, case when desk_inbox.tab = 'done' then p.sort_at end desc,
		case when desk_inbox.tab = 'done' then -(p.i).id else (p.i).id end
	limit least(greatest(page_size, 1), 100)
$$;
comment on function public.desk_inbox is 'What a department has to answer, by due date; what is done newest first.';

create function public.desk_counts(department text default null)
returns table (
	owes_answer int, in_progress int, overdue int, done int, cooperating int, commitments int, commitments_overdue int)
language sql stable security invoker set search_path = ''
as $$
	with promised as (
		select c.due_on from public.commitments c
		join public.issues i on i.id = c.issue_id and i.status not in ('merged', 'withdrawn')
		where c.kept_at is null
			and c.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or c.department_key = department)
	)
	select
		count(*) filter (where m.tab = 'owes_answer')::int, count(*) filter (where m.tab = 'in_progress')::int,
		count(*) filter (where m.is_overdue)::int, count(*) filter (where m.tab = 'done')::int,
		count(*) filter (where m.tab = 'cooperating')::int,
		(select count(*) from promised)::int,
		(select count(*) from promised where due_on < private.local_day(private.now()))::int
	from private.desk_issues(desk_counts.department) m
$$;
comment on function public.desk_counts is 'How much stands in each part of the desk.';

-- Promises not kept yet, the next due first.
create function public.desk_commitments(
	department text default null, page_size int default 50, after_due date default null, after_id bigint default null)
returns table (
	id bigint, issue_id bigint, title text, status public.issue_status, measure text, owner text, due_on date, target numeric,
	actual numeric, unit text, department_key text)
language sql stable security invoker set search_path = ''
as $$
	select c.id, i.id, i.title, i.status, c.measure, c.owner, c.due_on, c.target, c.actual, c.unit, c.department_key
	from public.commitments c
	join public.issues i on i.id = c.issue_id and i.status not in ('merged', 'withdrawn')
	where c.kept_at is null
		and c.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
		and (department is null or c.department_key = department)
		and (after_id is null or (c.due_on, c.id) > (after_due, after_id))
	order by c.due_on, c.id
	limit least(greatest(page_size, 1), 100)
$$;
comment on function public.desk_commitments is 'Promises not kept yet, the next due first.';

grant execute on function
	private.desk_issues(text), public.desk_inbox(text, text, int, timestamptz, bigint),
	public.desk_counts(text), public.desk_commitments(text, int, date, bigint) to authenticated;
