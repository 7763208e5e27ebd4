-- The intake queue: everything that waits for a person of the intake office.

-- What waits, the oldest due date first; one row per issue with everything under it. kind: decide | appeal | assign |
-- assign_again | flagged | author (asked, waits for the author); null is all but the last. What has no clock of its own
-- counts as due 15 days after it waits.
create function public.intake_queue(
	kind text default null, page_size int default 50, after_due timestamptz default null, after_id bigint default null)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, channel public.issue_channel,
	submitted_at timestamptz, round smallint, votes int, is_appeal boolean, is_returned boolean, is_imported boolean,
	has_clock boolean, due_at timestamptz, waiting_since timestamptz, flags int, is_mine boolean, holder text, held_until timestamptz)
language sql stable security invoker set search_path = ''
as $$
	with flagged as (
		select f.issue_id, f.flags, f.raised_at, f.due_at from private.flagged_issues() f
	), waiting as (
		select i.id, coalesce(c.due_at, i.status_at + interval '15 days') as due_at, c.id is not null as has_clock,
			i.status_at as waiting_since, i.status = 'submitted' and exists (
				select from public.issue_events e where e.issue_id = i.id and e.kind = 'appealed') as is_appeal
		from public.issues i
		left join public.clocks c on c.issue_id = i.id and c.kind = 'accept' and c.met_at is null and c.ended_at is null
		where i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
			and i.status = any (case intake_queue.kind
				when 'decide' then '{submitted}'
				when 'appeal' then '{submitted}'
				when 'assign' then '{published}'
				when 'assign_again' then '{reopened}'
				when 'flagged' then '{}'
				when 'author' then '{needs_info}'
				else '{submitted,published,reopened}' end::public.issue_status[])
	), listed as (
		select coalesce(w.id, f.issue_id) as id, least(w.due_at, f.due_at) as due_at, coalesce(w.has_clock, false) as has_clock,
			coalesce(w.waiting_since, f.raised_at) as waiting_since, coalesce(w.is_appeal, false) as is_appeal, coalesce(f.flags, 0) as flags
		from waiting w full join flagged f on f.issue_id = w.id
		where case when intake_queue.kind is null then true when intake_queue.kind = 'flagged' then f.issue_id is not null
			else w.id is not null and w.is_appeal = (intake_queue.kind = 'appeal') end
	)
	select l.id, i.title, i.status, i.region_id, i.category_key, i.channel, i.submitted_at, i.round, n.votes, l.is_appeal,
		i.status = 'published' and exists (select from public.issue_events e where e.issue_id = i.id and e.kind = 'returned'),
		i.is_imported, l.has_clock, l.due_at, l.waiting_since, l.flags, coalesce(h.is_mine, false), h.holder, h.until
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
	decide int, appeal int, assign int, assign_again int, author int, flagged int, overdue int, changed int, in_all int)
language sql stable security invoker set search_path = ''
as $$
	with flagged as (select f.issue_id, f.due_at from private.flagged_issues() f),
	waiting as (
		select i.id, i.status, c.due_at,
			i.status = 'submitted' and exists (select from public.issue_events e where e.issue_id = i.id and e.kind = 'appealed') as is_appeal
		from public.issues i
		left join public.clocks c on c.issue_id = i.id and c.kind = 'accept' and c.met_at is null and c.ended_at is null
		where i.status in ('submitted', 'needs_info', 'published', 'reopened')
			and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
	)
	select
		count(*) filter (where w.status = 'submitted' and not w.is_appeal)::int, count(*) filter (where w.is_appeal)::int,
		count(*) filter (where w.status = 'published')::int, count(*) filter (where w.status = 'reopened')::int,
		count(*) filter (where w.status = 'needs_info')::int, count(f.issue_id)::int,
		count(*) filter (where w.status = 'submitted' and w.due_at < private.now() or f.due_at < private.now())::int,
		private.count_changed_answers(),
		count(*) filter (where w.status is distinct from 'needs_info')::int
	from waiting w full join flagged f on f.issue_id = w.id
$$;
comment on function public.intake_counts is 'How much waits in each part of the intake queue.';

grant execute on function public.intake_queue(text, int, timestamptz, bigint), public.intake_counts() to authenticated;
