-- Statuses: which may follow which, and the one function that changes an issue's.

-- By whom, too; `from_status` null: a new issue.
create table public.status_transitions (
	from_status public.issue_status,
	to_status public.issue_status not null,
	role public.actor_role not null,
	unique nulls not distinct (from_status, to_status, role)
);
comment on table public.status_transitions is
	'Which change of status is allowed to which role; change_status() refuses every other.';
comment on column public.status_transitions.from_status is 'Null for a new issue.';
insert into public.status_transitions (from_status, to_status, role) values
	(null, 'submitted', 'resident'), (null, 'submitted', 'collector'), (null, 'submitted', 'import'),
	('rejected', 'submitted', 'resident'),
	('needs_info', 'submitted', 'resident'),
	('submitted', 'needs_info', 'intake_officer'),
	('submitted', 'published', 'intake_officer'), ('submitted', 'published', 'import'),
	('assigned', 'published', 'officer'),
	('published', 'assigned', 'intake_officer'), ('published', 'assigned', 'import'),
	('reopened', 'assigned', 'intake_officer'),
	('assigned', 'answered', 'department_lead'), ('assigned', 'answered', 'import'),
	('in_progress', 'answered', 'department_lead'),
	('answered', 'in_progress', 'officer'), ('assigned', 'in_progress', 'officer'),
	('answered', 'resolved', 'department_lead'), ('in_progress', 'resolved', 'department_lead'),
	('resolved', 'confirmed', 'rule'),
	('answered', 'reopened', 'rule'), ('resolved', 'reopened', 'rule'), ('confirmed', 'reopened', 'rule'),
	('answered', 'reopened', 'supervisor'), ('resolved', 'reopened', 'supervisor'), ('confirmed', 'reopened', 'supervisor'),
	('submitted', 'rejected', 'intake_officer'),
	('submitted', 'transferred', 'intake_officer'),
	('published', 'merged', 'intake_officer'), ('assigned', 'merged', 'intake_officer'),
	('answered', 'merged', 'intake_officer'), ('in_progress', 'merged', 'intake_officer'),
	('resolved', 'merged', 'intake_officer'),
	('merged', 'published', 'intake_officer'), ('merged', 'assigned', 'intake_officer'),
	('merged', 'answered', 'intake_officer'), ('merged', 'in_progress', 'intake_officer'),
	('merged', 'resolved', 'intake_officer'),
	('submitted', 'withdrawn', 'resident'), ('published', 'withdrawn', 'resident');
alter table public.status_transitions enable row level security;
create policy status_transitions_read on public.status_transitions for select to anon, authenticated, service_role using (true);
grant select on public.status_transitions to anon, authenticated, service_role;

create function private.record_event(
	issue public.issues, kind text, acting public.actor_role, visibility public.event_visibility,
	payload jsonb default '{}', from_status public.issue_status default null, to_status public.issue_status default null
) returns bigint
language sql security definer set search_path = ''
as $$
	insert into public.issue_events (issue_id, kind, from_status, to_status, round, actor_role, actor_department, visibility, payload)
	values (
		(record_event.issue).id, record_event.kind, record_event.from_status, record_event.to_status, (record_event.issue).round, acting,
		case when acting in ('officer', 'department_lead') then (record_event.issue).lead_department_key end,
		record_event.visibility, record_event.payload)
	returning id
$$;

create function private.is_author(issue bigint) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from private.issue_origins o where o.issue_id = is_author.issue and o.author_id = auth.uid())
$$;

create function private.lock_issue(issue bigint) returns public.issues
language plpgsql security definer set search_path = ''
as $$
declare found_issue public.issues;
begin
	select * into found_issue from public.issues i where i.id = issue for update;
	if found_issue.id is null then
		perform private.refuse(404, 'issue_not_found');
	end if;
	return found_issue;
end $$;

-- The only way a status changes. `rule` and `import` are trusted: only definer functions reach this one.
create function private.change_status(
	issue bigint, target public.issue_status, acting public.actor_role, kind text,
	payload jsonb default '{}', visibility public.event_visibility default 'public'
) returns public.issues
language plpgsql security definer set search_path = ''
as $$
declare
	before public.issues := private.lock_issue(issue);
	after public.issues;
begin
	if acting = 'resident' then
		if not private.is_author(issue) then
			perform private.refuse(403, 'not_the_author');
		end if;
	elsif acting not in ('rule', 'import') then
		perform private.require_role(acting, before.path, before.lead_department_key);
	end if;
	if acting = 'intake_officer' then
		perform private.require_unclaimed(issue);
		perform private.release_issue(issue);
	end if;
	if not exists (
		select from public.status_transitions t
		where t.from_status = before.status and t.to_status = target and t.role = acting)
		-- Out of a merge leads only its undoing, which knows the earlier status.
		or before.status = 'merged' and change_status.kind <> 'unmerged'
	then
		perform private.refuse(409, 'status_not_allowed', before.status || '>' || target);
	end if;
	update public.issues i set
		status = target,
		status_at = private.now(),
		published_at = case when target = 'published' then coalesce(i.published_at, private.now()) else i.published_at end,
		round = case when target = 'reopened' then i.round + 1 else i.round end,
		merged_into = case when target = 'merged' then (payload ->> 'merged_into')::bigint end,
		rejection_reason = case when target = 'rejected' then payload ->> 'reason' end,
		version = i.version + 1
	where i.id = issue
	returning * into after;
	perform private.record_event(after, kind, acting, visibility, payload, before.status, target);
	perform private.run_clocks(after, before.status);
	return after;
end $$;
comment on function private.change_status(bigint, public.issue_status, public.actor_role, text, jsonb, public.event_visibility) is
	'Checks the machine and the actor, changes the status, writes the event and runs the clocks, in one transaction.';
