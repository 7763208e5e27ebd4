-- The intake queue: everything that waits for a person of the intake office.

-- What waits for the caller's intake office or for an author whom it asked. What has no clock of its own counts as due 15 days
-- after it waits. Past row-level security, below which no index could be used.
create function private.intake_issues()
returns table (issue_id bigint, kind text, clock_due_at timestamptz, due_at timestamptz, is_overdue boolean, waiting_since timestamptz)
language sql stable security definer set search_path = ''
as $$
	select i.id,
		case when i.stage = 'waits_for_author' then 'author' when i.status = 'published' then 'assign'
			when i.status = 'reopened' then 'assign_again'
			when exists (select from public.issue_events e where e.issue_id = i.id and e.kind = 'appealed') then 'appeal' else 'decide' end,
		c.due_at, coalesce(c.due_at, i.status_at + interval '15 days'),
		exists (select from private.overdue_clocks d where d.issue_id = i.id), i.status_at
	from public.issues i
	left join public.clocks c on c.issue_id = i.id and c.kind = 'accept' and c.met_at is null and c.ended_at is null
	where i.stage in ('waits_for_intake', 'waits_for_author')
		and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
$$;

-- What waits, the oldest due date first; one row per issue with everything under it. kind: decide | appeal | assign |
-- assign_again | flagged | overdue | author (asked, waits for the author); null is all but the last.
create function public.intake_queue(
	kind text default null, page_size int default 50, after_due timestamptz default null, after_id bigint default null)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, channel public.issue_channel,
	submitted_at timestamptz, round smallint, votes int, is_appeal boolean, is_returned boolean, is_imported boolean,
	clock_due_at timestamptz, due_at timestamptz, waiting_since timestamptz, flags int, is_mine boolean, holder text, held_until timestamptz)
language sql stable security invoker set search_path = ''
as $$
	with listed as (
		select coalesce(w.issue_id, f.issue_id) as id, least(w.due_at, f.due_at) as due_at, w.clock_due_at,
			coalesce(w.waiting_since, f.raised_at) as waiting_since, coalesce(w.kind = 'appeal', false) as is_appeal, coalesce(f.flags, 0) as flags
		from private.intake_issues() w full join private.flagged_issues() f on f.issue_id = w.issue_id
		where case when intake_queue.kind is null then w.kind is distinct from 'author' or f.issue_id is not null
			when intake_queue.kind = 'flagged' then f.issue_id is not null
			when intake_queue.kind = 'overdue' then w.is_overdue
			else w.kind = intake_queue.kind end
	)
	select l.id, i.title, i.status, i.region_id, i.category_key, i.channel, i.submitted_at, i.round, n.votes, l.is_appeal,
		i.status = 'published' and exists (select from public.issue_events e where e.issue_id = i.id and e.kind = 'returned'),
		i.is_imported, l.clock_due_at, l.due_at, l.waiting_since, l.flags, coalesce(h.is_mine, false), h.holder, h.until
	from listed l
	join public.issues i on i.id = l.id
	left join public.issue_counters n on n.issue_id = l.id
	left join private.live_claims() h on h.issue_id = l.id
	where after_id is null or (l.due_at, l.id) > (after_due, after_id)
	order by l.due_at, l.id
	limit least(greatest(page_size, 1), 100)
$$;
comment on function public.intake_queue is 'What waits for an intake officer, oldest due date first, and who works on it.';

create function public.intake_counts()
returns table (
	decide int, appeal int, assign int, assign_again int, author int, flagged int, overdue int, changed int, waits_for_intake int,
	in_all int)
language sql stable security invoker set search_path = ''
as $$
	select
		count(*) filter (where w.kind = 'decide')::int, count(*) filter (where w.kind = 'appeal')::int,
		count(*) filter (where w.kind = 'assign')::int, count(*) filter (where w.kind = 'assign_again')::int,
		count(*) filter (where w.kind = 'author')::int, count(f.issue_id)::int, count(*) filter (where w.is_overdue)::int,
		private.count_changed_answers(), count(*) filter (where w.kind <> 'author')::int,
		count(*) filter (where w.kind is distinct from 'author' or f.issue_id is not null)::int
	from private.intake_issues() w full join private.flagged_issues() f on f.issue_id = w.issue_id
$$;
comment on function public.intake_counts is 'How much waits in each part of the intake queue; in all are what waits for intake and what is flagged.';

grant execute on function private.intake_issues(), public.intake_queue(text, int, timestamptz, bigint), public.intake_counts()
	to authenticated;
