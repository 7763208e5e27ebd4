-- The desk: what a department owes, for its inbox.

-- What a department owes, for the tabs of its desk:
--   to_answer  no answer in this round yet
--   in_progress  answered, and work still runs
--   done  the department says resolved, or residents confirmed, or an answer that came along with an import
create function private.desk_tab(issue public.issues, runs boolean) returns text
language sql stable set search_path = ''
as $$
	select case
		when (issue).status in ('resolved', 'confirmed') then 'done'
		when (issue).status = 'assigned' then 'to_answer'
		when (issue).status = 'in_progress' then
			case when (issue).answered_at is not null and exists (
				select from public.responses r where r.issue_id = (issue).id and r.round = (issue).round)
			then 'in_progress' else 'to_answer' end
		when (issue).status = 'answered' then case when runs then 'in_progress' else 'done' end
	end
$$;

-- By due date, what is done newest first. The cursor is the last row's sort_at and id.
create function public.desk_inbox(
	tab text default 'to_answer', department text default null, page_size int default 50,
	after_at timestamptz default null, after_id bigint default null)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, round smallint, lead_department_key text,
	is_lead boolean, assigned_at timestamptz, clock public.clock_kind, due_at timestamptz, votes int, draft_version int,
	draft_saved_at timestamptz, answered_at timestamptz, sort_at timestamptz)
language sql stable security invoker set search_path = ''
as $$
	with mine as (
		select i.id, bool_or(a.is_lead) as is_lead, min(a.assigned_at) as assigned_at
		from public.assignments a
		join public.issues i on i.id = a.issue_id
		where a.ended_at is null and i.status in ('assigned', 'answered', 'in_progress', 'resolved', 'confirmed')
			and a.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or a.department_key = department)
		group by i.id
	), placed as (
		select i, m.is_lead, m.assigned_at, c.kind as clock, c.due_at,
			case when desk_inbox.tab = 'done' then coalesce(i.answered_at, i.status_at) else coalesce(c.due_at, 'infinity') end as sort_at
		from mine m
		join public.issues i on i.id = m.id
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
		where private.desk_tab(i, c.id is not null) = desk_inbox.tab
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
returns table (to_answer int, in_progress int, done int, overdue int, commitments int, commitments_overdue int)
language sql stable security invoker set search_path = ''
as $$
	with mine as (
		select distinct a.issue_id
		from public.assignments a
		where a.ended_at is null
			and a.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or a.department_key = department)
	), placed as (
		select private.desk_tab(i, c.id is not null) as tab, c.due_at
		from mine m
		join public.issues i on i.id = m.issue_id and i.status in ('assigned', 'answered', 'in_progress', 'resolved', 'confirmed')
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
	), promised as (
		select c.due_on from public.commitments c
		join public.issues i on i.id = c.issue_id and i.status not in ('merged', 'withdrawn')
		where c.kept_at is null
			and c.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or c.department_key = department)
	)
	select
		(select count(*) from placed where tab = 'to_answer')::int, (select count(*) from placed where tab = 'in_progress')::int,
		(select count(*) from placed where tab = 'done')::int, (select count(*) from placed where due_at < private.now())::int,
		(select count(*) from promised)::int,
		(select count(*) from promised where due_on < private.local_day(private.now()))::int
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
	private.desk_tab(public.issues, boolean), public.desk_inbox(text, text, int, timestamptz, bigint),
	public.desk_counts(text), public.desk_commitments(text, int, date, bigint) to authenticated;
