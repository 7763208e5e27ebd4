-- Repeats (三多): the same matter told over many years (多年), on many levels (多层), through many doors (多头). A group holds
-- public issues, each in one group at most; moderators and supervisors make it, mostly from what the worker suggests.

create table public.repeat_groups (
	id bigint generated always as identity primary key,
	category_key text not null references public.categories,
	note text not null default '' constraint repeat_groups_note check (char_length(note) <= 2000 and private.is_masked(note)),
	made_at timestamptz not null default private.now(),
	version int not null default 1
);
comment on table public.repeat_groups is 'The same matter, told many times: what it is about.';
comment on column public.repeat_groups.note is 'Public; masked.';
comment on column public.repeat_groups.version is 'Goes up with every change; who saves names the one that was read.';

create table public.repeat_members (
	issue_id bigint primary key references public.issues,
	group_id bigint not null references public.repeat_groups,
	added_at timestamptz not null default private.now()
);
comment on table public.repeat_members is 'Which issues tell the matter of a group; an issue is in one at most.';
create index repeat_members_of_group on public.repeat_members (group_id, issue_id);

create table public.repeat_events (
	id bigint generated always as identity primary key,
	group_id bigint not null references public.repeat_groups,
	at timestamptz not null default private.now(),
	kind text not null constraint repeat_events_kind check (kind in ('made', 'added', 'changed', 'removed', 'dissolved')),
	actor_role public.actor_role not null,
	issues bigint[] not null default '{}',
	category_key text references public.categories,
	note text constraint repeat_events_masked check (private.is_masked(coalesce(note, '')))
);
comment on table public.repeat_events is 'What happened to a group, in order. Only grows; says the role that acted, never the person.';
comment on column public.repeat_events.issues is 'The issues that were added or removed.';
comment on column public.repeat_events.category_key is 'The category as it was set.';
comment on column public.repeat_events.note is 'The note as it was set.';
create index repeat_events_of_group on public.repeat_events (group_id, id);
create index repeat_groups_category on public.repeat_groups (category_key);
create index repeat_events_category on public.repeat_events (category_key) where category_key is not null;
create trigger repeat_events_only_grow before update or delete on public.repeat_events
	for each row execute function private.refuse_change();

alter table public.repeat_groups enable row level security;
alter table public.repeat_members enable row level security;
alter table public.repeat_events enable row level security;
create policy repeat_groups_read on public.repeat_groups for select to anon, authenticated, service_role using (true);
create policy repeat_events_read on public.repeat_events for select to anon, authenticated, service_role using (true);
create policy repeat_members_read on public.repeat_members for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = repeat_members.issue_id and i.is_public));
grant select on public.repeat_groups, public.repeat_members, public.repeat_events to anon, authenticated, service_role;

-- As what the caller may group an issue that lies there; null when as nothing.
create function private.grouping_role(at_path extensions.ltree) returns public.actor_role
language sql stable security definer set search_path = ''
as $$
	select r from unnest('{intake_officer,supervisor}'::public.actor_role[]) r where private.holds(r, at_path) limit 1
$$;

-- The role in which the caller may act on all of these issues; refused otherwise.
create function private.require_grouping_role(issues bigint[]) returns public.actor_role
language plpgsql stable security definer set search_path = ''
as $$
declare acting public.actor_role;
begin
	if exists (
		select from public.issues i where i.id = any (issues) and private.grouping_role(i.path) is null
	) then
		perform private.refuse(403, 'role_required', 'intake_officer');
	end if;
	select private.grouping_role(i.path) into acting from public.issues i where i.id = any (issues) limit 1;
	if acting is null then
		perform private.refuse(404, 'issue_not_found');
	end if;
	return acting;
end $$;

create function private.lock_repeats() returns void
language sql security definer set search_path = ''
as $$ select pg_advisory_xact_lock(hashtext('repeats')) $$;
comment on function private.lock_repeats() is 'Groups change one after the other: they are few, and may take issues from each other.';

create function private.check_category(category text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (select from public.categories c where c.key = category and c.is_active) then
		perform private.refuse(422, 'category_unknown');
	end if;
end $$;

-- A group of these issues: a new one, or the one that some of them are in already.
create function private.group_repeats(issues bigint[], category text default null, note text default '') returns bigint
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	acting public.actor_role;
	into_groups bigint[];
	newcomers bigint[];
	made bigint;
begin
	if coalesce(cardinality(group_repeats.issues), 0) = 0 then
		perform private.refuse(422, 'repeat_too_few');
	end if;
	acting := private.require_grouping_role(group_repeats.issues);
	perform private.lock_repeats();
	if (select count(*) from public.issues i where i.id = any (group_repeats.issues) and i.is_public and i.status <> 'merged')
		<> (select count(distinct n) from unnest(group_repeats.issues) n)
	then
		perform private.refuse(422, 'repeat_not_public');
	end if;
	into_groups := array(select distinct m.group_id from public.repeat_members m where m.issue_id = any (group_repeats.issues));
	newcomers := array(
		select distinct n from unnest(group_repeats.issues) n
		where not exists (select from public.repeat_members m where m.issue_id = n) order by n);
	if cardinality(into_groups) > 1 then
		perform private.refuse(409, 'repeat_in_other_group');
	end if;
	made := into_groups[1];
	if made is null then
		if cardinality(newcomers) < 2 then
			perform private.refuse(422, 'repeat_too_few');
		end if;
		perform private.check_category(group_repeats.category);
		insert into public.repeat_groups (category_key, note)
		values (group_repeats.category, left(coalesce(group_repeats.note, ''), 2000)) returning id into made;
		insert into public.repeat_events (group_id, kind, actor_role, issues, category_key, note)
		select g.id, 'made', acting, newcomers, g.category_key, g.note from public.repeat_groups g where g.id = made;
	elsif cardinality(newcomers) > 0 then
		insert into public.repeat_events (group_id, kind, actor_role, issues) values (made, 'added', acting, newcomers);
	end if;
	insert into public.repeat_members (issue_id, group_id) select n, made from unnest(newcomers) n;
	update public.repeat_groups set version = version + 1 where id = made and cardinality(newcomers) > 0;
	return made;
end $$;
comment on function private.group_repeats(bigint[], text, text) is
	'Refuses role_required with 403, repeat_in_other_group with 409, repeat_not_public, repeat_too_few and category_unknown with 422.';

create function private.edit_repeat_group(repeat_group bigint, expected_version int, category text, note text default '') returns void
language plpgsql security definer set search_path = ''
as $$
declare
	members bigint[] := array(select m.issue_id from public.repeat_members m where m.group_id = repeat_group);
	acting public.actor_role := private.require_grouping_role(members);
begin
	perform private.lock_repeats();
	perform private.check_category(category);
	if char_length(coalesce(note, '')) > 2000 then
		perform private.refuse(422, 'note_too_long');
	end if;
	update public.repeat_groups g set
		category_key = edit_repeat_group.category, note = coalesce(edit_repeat_group.note, ''), version = g.version + 1
	where g.id = repeat_group and g.version = expected_version;
	if not found then
		perform private.refuse(409, 'repeat_changed_meanwhile');
	end if;
	insert into public.repeat_events (group_id, kind, actor_role, category_key, note)
	values (repeat_group, 'changed', acting, category, coalesce(note, ''));
end $$;

-- Out of its group, and not suggested for it again. One issue alone is no group.
-- Answers whether the group remains: one issue alone repeats nothing.
create function private.remove_repeat(issue bigint) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
	acting public.actor_role := private.require_grouping_role(array[issue]);
	from_group bigint;
	others bigint[];
begin
	perform private.lock_repeats();
	delete from public.repeat_members m where m.issue_id = issue returning m.group_id into from_group;
	if from_group is null then
		perform private.refuse(404, 'repeat_not_found');
	end if;
	others := array(select m.issue_id from public.repeat_members m where m.group_id = from_group order by 1);
	insert into public.repeat_events (group_id, kind, actor_role, issues) values (from_group, 'removed', acting, array[issue]);
	if cardinality(others) < 2 then
		delete from public.repeat_members m where m.group_id = from_group;
		insert into public.repeat_events (group_id, kind, actor_role, issues) values (from_group, 'dissolved', acting, others);
	end if;
	update public.repeat_groups g set version = g.version + 1 where g.id = from_group;
	insert into private.repeat_suggestions as s (issue_id, other_id, cluster, score, years, levels, channels, state)
	select greatest(issue, o), least(issue, o), least(issue, o), 0, false, false, false, 'dismissed' from unnest(others) o
	on conflict (issue_id, other_id) do update set state = 'dismissed', decided_at = private.now();
	return cardinality(others) >= 2;
end $$;

-- Groups that touch the caller's regions, the newest first.
create function private.list_repeat_groups(page_size int default 20, before_group bigint default null)
returns table (id bigint, category_key text, note text, made_at timestamptz, issues int, first_told timestamptz, last_told timestamptz)
language sql stable security definer set search_path = ''
as $$
	select g.id, g.category_key, g.note, g.made_at, count(*)::int, min(i.told_at), max(i.told_at)
	from public.repeat_groups g
	join public.repeat_members m on m.group_id = g.id
	join public.issues i on i.id = m.issue_id
	where (before_group is null or g.id < before_group) and exists (
		select from public.repeat_members n join public.issues j on j.id = n.issue_id
		where n.group_id = g.id and j.path operator(extensions.<@) any (
			(select private.granted_paths('intake_officer', 'supervisor', 'commission_lead'))::extensions.ltree[]))
	group by g.id
	order by g.id desc limit least(greatest(page_size, 1), 100)
$$;

call private.expose('list_repeat_groups', 'authenticated',
	'Groups of repeats that touch the caller''s regions, the newest first.');
call private.expose('group_repeats', 'authenticated',
	'Makes a group of issues that tell the same matter, or adds them to the one that some are in.');
call private.expose('edit_repeat_group', 'authenticated', 'Says anew what a group is about.');
call private.expose('remove_repeat', 'authenticated', 'Takes an issue out of its group of repeats.');
