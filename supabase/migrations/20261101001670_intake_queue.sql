-- The intake queue: everything that waits for a person of the intake office, and the editions of answers to look at afterwards.

-- Editions of published answers appear at once; an intake officer reads them afterwards. That is no approval.
create table private.revision_reviews (
	response_id bigint not null,
	revision smallint not null,
	seen_at timestamptz not null default private.now(),
	seen_by uuid not null references private.accounts,
	primary key (response_id, revision),
	foreign key (response_id, revision) references public.response_revisions (response_id, revision)
);
comment on table private.revision_reviews is 'Changed answers that an intake officer has looked at.';
alter table private.revision_reviews enable row level security;
create index revision_reviews_seen_by on private.revision_reviews (seen_by);
create index response_revisions_changes on public.response_revisions (published_at, response_id, revision) where revision > 1;

-- Changed answers that nobody of the intake office has seen, the oldest first, with the edition before.
create function private.changed_answers(
	page_size int default 20, after_at timestamptz default null, after_response bigint default null, after_revision int default null)
returns table (
	response_id bigint, revision smallint, issue_id bigint, title text, department_key text, reason text, before text, after text,
	published_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select v.response_id, v.revision, i.id, i.title, r.department_key, v.reason, e.body, v.body, v.published_at
	from public.response_revisions v
	join public.responses r on r.id = v.response_id
	join public.issues i on i.id = r.issue_id and i.is_public
	left join public.response_revisions e on e.response_id = v.response_id and e.revision = v.revision - 1
	where v.revision > 1
		and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
		and not exists (select from private.revision_reviews s where s.response_id = v.response_id and s.revision = v.revision)
		and (after_at is null or (v.published_at, v.response_id, v.revision) > (after_at, after_response, after_revision))
	order by v.published_at, v.response_id, v.revision
	limit least(greatest(page_size, 1), 100)
$$;

create function private.see_revision(response bigint, revision int) returns void
language plpgsql security definer set search_path = ''
as $$
declare at_issue public.issues;
begin
	select i.* into at_issue from public.response_revisions v
	join public.responses r on r.id = v.response_id join public.issues i on i.id = r.issue_id
	where v.response_id = see_revision.response and v.revision = see_revision.revision;
	if at_issue.id is null then
		perform private.refuse(404, 'response_not_found');
	end if;
	perform private.require_role('intake_officer', at_issue.path);
	insert into private.revision_reviews (response_id, revision, seen_by)
	values (see_revision.response, see_revision.revision, private.require_account())
	on conflict do nothing;
	perform private.audit('see_revision', at_issue.region_id, 'response:' || response, jsonb_build_object('revision', revision));
end $$;

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
	with flagged as materialized (
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

create function private.count_changed_answers() returns int
language sql stable security definer set search_path = ''
as $$
	select count(*)::int from (
		select from public.response_revisions v
		join public.responses r on r.id = v.response_id
		join public.issues i on i.id = r.issue_id and i.is_public
		where v.revision > 1
			and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
			and not exists (select from private.revision_reviews s where s.response_id = v.response_id and s.revision = v.revision)
		limit 1000) unseen
$$;

create function public.intake_counts()
returns table (
	decide int, appeal int, assign int, assign_again int, author int, flagged int, overdue int, changed int, in_all int)
language sql stable security invoker set search_path = ''
as $$
	with flagged as materialized (select f.issue_id, f.due_at from private.flagged_issues() f),
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

call private.expose('changed_answers', 'authenticated', 'Changed answers that no intake officer has seen, the oldest first.');
call private.expose('see_revision', 'authenticated', 'Notes that an intake officer has looked at a changed answer.');

grant execute on function private.count_changed_answers(), public.intake_queue(text, int, timestamptz, bigint), public.intake_counts() to authenticated;
