-- Accounts and role grants. The person behind an account is private; a role is a dated grant in a region.

create table private.accounts (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in ('resident', 'staff', 'system')),
	surname text check (char_length(surname) between 1 and 4),
	locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
	verification smallint not null default 0 check (verification between 0 and 2),
	staff_name text check (char_length(staff_name) between 1 and 40),
	created_at timestamptz not null default private.now(),
	disabled_at timestamptz,
	erased_at timestamptz
);
comment on column private.accounts.surname is
	'What a resident let us know of the name; the public sees 匿名 or, where the author chose it, 张**.';
comment on column private.accounts.verification is
	'How surely the person is known: 0 not at all, 1 a confirmed phone or mail, 2 a checked real name.';
comment on column private.accounts.staff_name is 'Under which colleagues know a member of staff; never public.';
comment on column private.accounts.disabled_at is 'From then on nobody signs in with it.';
comment on column private.accounts.erased_at is 'When its personal data was erased at the person’s wish.';
alter table private.accounts enable row level security;
comment on table private.accounts is 'One row per person or system actor; nothing here is ever exposed.';

-- The account that acts when a rule acts or an import has no named account.
insert into private.accounts (id, kind, staff_name)
values ('00000000-0000-0000-0000-000000000001', 'system', 'import');

create table public.role_grants (
	id bigint generated always as identity primary key,
	account_id uuid not null references private.accounts,
	role public.actor_role not null check (role not in ('resident', 'rule', 'import')),
	region_id int not null references public.regions,
	department_key text references public.departments,
	valid_from timestamptz not null default private.now(),
	revoked_at timestamptz,
	granted_by uuid references private.accounts,
	constraint role_grants_department_for_officers
		check ((role in ('officer', 'department_lead')) = (department_key is not null)),
	constraint role_grants_not_to_oneself check (granted_by is distinct from account_id)
);
comment on column public.role_grants.region_id is 'The root of the subtree in which the role holds.';
comment on column public.role_grants.department_key is 'Only with the roles of a department.';
comment on column public.role_grants.granted_by is 'Null where the portal’s operator granted it.';
comment on table public.role_grants is
	'Who holds which role where, read anew at every statement, so a revoked role is gone at the next request.';
create unique index role_grants_once on public.role_grants (account_id, role, region_id, coalesce(department_key, ''))
	where revoked_at is null;
create index role_grants_region on public.role_grants (region_id) where revoked_at is null;
alter table public.role_grants enable row level security;

create function private.grants()
returns table (role public.actor_role, path extensions.ltree, region_id int, department_key text)
language sql stable security definer set search_path = ''
as $$
	select g.role, r.path, g.region_id, g.department_key
	from public.role_grants g
	join public.regions r on r.id = g.region_id
	join private.accounts a on a.id = g.account_id
	where g.account_id = auth.uid() and g.revoked_at is null and g.valid_from <= private.now()
		and a.disabled_at is null and a.erased_at is null
$$;
grant execute on function private.grants() to authenticated, anon, service_role;

create function private.granted_paths(variadic roles public.actor_role[]) returns extensions.ltree[]
language sql stable security definer set search_path = ''
as $$ select coalesce(array_agg(g.path), '{}') from private.grants() g where g.role = any (roles) $$;
grant execute on function private.granted_paths(public.actor_role[]) to authenticated, anon, service_role;
comment on function private.granted_paths(public.actor_role[]) is
	'Subtrees in which the caller holds one of the roles. In a policy, wrap the call in (select …): once per statement.';

create function private.granted_departments(variadic roles public.actor_role[]) returns text[]
language sql stable security definer set search_path = ''
as $$ select coalesce(array_agg(g.department_key), '{}') from private.grants() g where g.role = any (roles) $$;
grant execute on function private.granted_departments(public.actor_role[]) to authenticated, anon, service_role;

create function private.holds(wanted public.actor_role, at_path extensions.ltree, department text default null) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select from private.grants() g
		where g.role = wanted
			and case when g.department_key is null
				then at_path operator(extensions.<@) g.path
				else g.department_key = department end)
$$;
grant execute on function private.holds(public.actor_role, extensions.ltree, text) to authenticated, anon, service_role;
comment on function private.holds(public.actor_role, extensions.ltree, text) is
	'Does the caller hold the role there? Officers by their department, everybody else by region subtree.';

create function private.require_role(wanted public.actor_role, at_path extensions.ltree, department text default null) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.holds(wanted, at_path, department) then
		perform private.refuse(403, 'role_required', wanted::text);
	end if;
end $$;

-- The signed-in account, refused when disabled or erased: a token outlives neither.
create function private.require_account() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare me uuid := auth.uid();
begin
	if me is null or not exists (
		select from private.accounts a where a.id = me and a.disabled_at is null and a.erased_at is null)
	then
		perform private.refuse(401, 'sign_in_required');
	end if;
	return me;
end $$;

create policy role_grants_own on public.role_grants for select to authenticated
	using (account_id = (select auth.uid()));
create policy role_grants_of_subtree on public.role_grants for select to authenticated
	using (private.region_path(region_id) operator(extensions.<@)
		any ((select private.granted_paths('administrator', 'commission_lead'))::extensions.ltree[]));
grant select on public.role_grants to authenticated;

-- Staff acts and every look at an original text. Only grows; carries no personal payload.
create table private.audit_log (
	id bigint generated always as identity primary key,
	at timestamptz not null default private.now(),
	account_id uuid references private.accounts,
	action text not null,
	region_id int references public.regions,
	subject text not null,
	payload jsonb not null default '{}'
);
comment on table private.audit_log is 'What staff did and what they looked at, kept for inspection; it only grows.';
comment on column private.audit_log.account_id is 'Who did it; null for the system.';
comment on column private.audit_log.region_id is 'Where it was done, which decides who may inspect it.';
comment on column private.audit_log.subject is 'What it was done to, such as issue:1024.';
alter table private.audit_log enable row level security;
create trigger audit_log_only_grows before update or delete on private.audit_log
	for each row execute function private.refuse_change();
create index audit_log_subject on private.audit_log (subject, id);

create function private.audit(action text, region int, subject text, payload jsonb default '{}') returns void
language sql security definer set search_path = ''
as $$
	insert into private.audit_log (account_id, action, region_id, subject, payload)
	values (auth.uid(), audit.action, audit.region, audit.subject, audit.payload)
$$;
