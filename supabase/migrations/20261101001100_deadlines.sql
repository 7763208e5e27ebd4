-- Deadlines: rules are data; a clock is made from the most specific rule and is public on the issue.

create type public.clock_kind as enum ('accept', 'first_answer', 'resolve');

create table public.deadline_rules (
	id int generated always as identity primary key,
	kind public.clock_kind not null,
	category_key text references public.categories,
	level smallint check (level between 1 and 5),
	days smallint not null check (days between 1 and 365),
	unique nulls not distinct (kind, category_key, level)
);
comment on column public.deadline_rules.category_key is 'Null for every category.';
comment on column public.deadline_rules.level is 'Of the region; null for every level.';
comment on table public.deadline_rules is 'Natural days allowed; a rule with category and level wins over one without.';
insert into public.deadline_rules (kind, days) values ('accept', 15), ('first_answer', 30), ('resolve', 60);

create table public.clocks (
	id bigint generated always as identity primary key,
	issue_id bigint not null references public.issues,
	kind public.clock_kind not null,
	round smallint not null,
	department_key text references public.departments,
	region_id int not null references public.regions,
	started_at timestamptz not null default private.now(),
	due_at timestamptz not null,
	paused_at timestamptz,
	met_at timestamptz,
	ended_at timestamptz,
	is_imported boolean not null default false,
	constraint clocks_end_once check (met_at is null or ended_at is null)
);
comment on column public.clocks.department_key is 'Whose clock it is.';
comment on column public.clocks.region_id is 'Of its issue, kept here for lists of a region.';
comment on column public.clocks.paused_at is 'While the author is asked, the clock stands.';
comment on column public.clocks.met_at is 'When it was done, in time or not.';
comment on column public.clocks.ended_at is 'Ended without being met: returned, merged, withdrawn, or the round ended.';
comment on column public.clocks.is_imported is 'Met by an answer that came with an import: left out of the rates.';
comment on table public.clocks is 'What is owed until when. A clock counts on its due day; overdue once due_at has passed unmet.';
create unique index clocks_one_running on public.clocks (issue_id, kind) where met_at is null and ended_at is null;
create index clocks_of_issue on public.clocks (issue_id);
create index clocks_due on public.clocks (due_at, issue_id) where met_at is null and ended_at is null;
create index clocks_of_department on public.clocks (department_key, due_at, issue_id) where met_at is null and ended_at is null;

create index clocks_of_region on public.clocks (region_id, due_at, issue_id) where met_at is null and ended_at is null;

-- Overdue: a clock that runs, and whose due day is over. The one definition; who asks joins the issue it belongs to.
create view private.overdue_clocks with (security_invoker = true) as
	select c.issue_id, c.kind, c.round, c.department_key, c.region_id, c.due_at from public.clocks c
	where c.met_at is null and c.ended_at is null and c.paused_at is null and c.due_at < private.now();
comment on view private.overdue_clocks is
	'Clocks that run and whose due day is over; an issue is overdue while it has one. Of public issues the department is late, of the others intake.';

create function private.place_clock() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	select i.region_id into strict new.region_id from public.issues i where i.id = new.issue_id;
	return new;
end $$;
comment on function private.place_clock() is 'Trigger: a clock stands in the region of its issue.';
create trigger clocks_place before insert on public.clocks for each row execute function private.place_clock();

create function private.move_clocks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.clocks c set region_id = new.region_id where c.issue_id = new.id;
	return null;
end $$;
comment on function private.move_clocks() is 'Trigger: its clocks go with an issue to another region.';
create trigger issues_move_clocks after update of region_id on public.issues
	for each row when (new.region_id <> old.region_id) execute function private.move_clocks();

alter table public.deadline_rules enable row level security;
alter table public.clocks enable row level security;
create policy deadline_rules_read on public.deadline_rules for select to anon, authenticated, service_role using (true);
create policy clocks_read on public.clocks for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = clocks.issue_id));
grant select on public.deadline_rules, public.clocks to anon, authenticated, service_role;

create function private.start_clock(issue public.issues, kind public.clock_kind) returns void
language plpgsql security definer set search_path = ''
as $$
declare allowed smallint;
begin
	select d.days into strict allowed
	from public.deadline_rules d
	join public.regions r on r.id = (issue).region_id
	where d.kind = start_clock.kind
		and (d.category_key is null or d.category_key = (issue).category_key)
		and (d.level is null or d.level = r.level)
	order by (d.category_key is not null)::int + (d.level is not null)::int desc, d.category_key nulls last
	limit 1;
	insert into public.clocks (issue_id, kind, round, department_key, due_at)
	values (
		(issue).id, start_clock.kind, (issue).round,
		case when start_clock.kind <> 'accept' then (issue).lead_department_key end,
		private.end_of_day(private.local_day(private.now()) + allowed))
	on conflict do nothing;
end $$;

create function private.meet_clock(issue bigint, kind public.clock_kind) returns void
language sql security definer set search_path = ''
as $$
	update public.clocks c set met_at = private.now()
	where c.issue_id = issue and c.kind = meet_clock.kind and c.met_at is null and c.ended_at is null
$$;

create function private.end_clocks(issue bigint) returns void
language sql security definer set search_path = ''
as $$
	update public.clocks c set ended_at = private.now()
	where c.issue_id = issue and c.met_at is null and c.ended_at is null
$$;

-- What a change of status does to the clocks.
create function private.run_clocks(issue public.issues, before public.issue_status) returns void
language plpgsql security definer set search_path = ''
as $$
declare target public.issue_status := (issue).status;
begin
	-- An undone merge gives back the clocks it ended (private.resume_clocks).
	if before = 'merged' then
		return;
	end if;
	case target
		when 'submitted' then
			if before = 'needs_info' then
				-- The time the author was asked does not count, to the day.
				update public.clocks c set
					due_at = private.end_of_day(private.local_day(c.due_at)
						+ (private.local_day(private.now()) - private.local_day(c.paused_at))),
					paused_at = null
				where c.issue_id = (issue).id and c.kind = 'accept' and c.paused_at is not null;
			else
				perform private.start_clock(issue, 'accept');
			end if;
		when 'needs_info' then
			update public.clocks c set paused_at = private.now()
			where c.issue_id = (issue).id and c.kind = 'accept' and c.met_at is null and c.ended_at is null;
		when 'published' then
			perform private.meet_clock((issue).id, 'accept');
			perform private.end_clocks((issue).id);
		when 'rejected', 'transferred' then
			perform private.meet_clock((issue).id, 'accept');
		when 'assigned' then
			perform private.start_clock(issue, 'first_answer');
		when 'answered' then
			perform private.meet_clock((issue).id, 'first_answer');
			perform private.start_clock(issue, 'resolve');
		when 'resolved' then
			perform private.meet_clock((issue).id, 'resolve');
			perform private.end_clocks((issue).id);
		when 'reopened', 'merged', 'withdrawn' then
			perform private.end_clocks((issue).id);
		else
			null;
	end case;
end $$;
