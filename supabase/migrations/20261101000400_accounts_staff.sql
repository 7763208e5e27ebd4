-- Staff: who may give which role to whom.
--
-- Administrators grant all roles in their own subtree but commission lead, which another commission lead grants;
-- nobody grants to themselves, and nobody takes a role from themselves.

create function private.may_manage_role(actor uuid, role public.actor_role, region int) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select from public.role_grants g
		join public.regions r on r.id = g.region_id
		join private.accounts a on a.id = g.account_id
		where g.account_id = actor and g.revoked_at is null and g.valid_from <= private.now()
			and a.disabled_at is null and a.erased_at is null
			and g.role = case may_manage_role.role when 'commission_lead' then 'commission_lead' else 'administrator' end::public.actor_role
			and private.region_path(region) operator(extensions.<@) r.path)
$$;

create function private.require_may_manage(role public.actor_role, region int) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.may_manage_role(private.require_account(), role, region) then
		perform private.refuse(
			403, case role when 'commission_lead' then 'commission_lead_grants' else 'role_required' end, 'administrator');
	end if;
end $$;

-- Everything the account holds (or ever held, when it holds nothing) must be the caller's to manage.
create function private.require_may_manage_account(account uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	holds_something boolean := exists (
		select from public.role_grants g where g.account_id = account and g.revoked_at is null);
begin
	if account = me then
		perform private.refuse(403, 'not_on_yourself');
	end if;
	if not exists (select from public.role_grants g where g.account_id = account) or exists (
		select from public.role_grants g
		where g.account_id = account and (g.revoked_at is null or not holds_something)
			and not private.may_manage_role(me, g.role, g.region_id))
	then
		perform private.refuse(403, 'role_required', 'administrator');
	end if;
end $$;

create function private.check_role(role public.actor_role, region int, department text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if role in ('resident', 'rule', 'import') then
		perform private.refuse(422, 'role_unknown');
	end if;
	if not exists (select from public.regions r where r.id = region and r.is_active) then
		perform private.refuse(422, 'region_unknown');
	end if;
	if (role in ('officer', 'department_lead')) <> (department is not null) then
		perform private.refuse(422, 'role_department_mismatch');
	end if;
	if department is not null and not exists (
		select from public.departments d where d.key = department and d.region_id = region and d.is_active)
	then
		perform private.refuse(422, 'department_unknown');
	end if;
end $$;

create function private.add_grant(account uuid, role public.actor_role, region int, department text, granted_by uuid) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare added bigint;
begin
	insert into public.role_grants (account_id, role, region_id, department_key, granted_by)
	values (account, role, region, department, granted_by)
	on conflict do nothing
	returning id into added;
	if added is not null then
		perform private.audit('role_granted', region, 'account:' || account,
			jsonb_build_object('role', role, 'department', department, 'grant', added));
	end if;
	return added;
end $$;

create function private.grant_role(account uuid, role public.actor_role, region int, department text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare me uuid := private.require_account();
begin
	if account = me then
		perform private.refuse(403, 'not_to_yourself');
	end if;
	perform private.check_role(role, region, department);
	perform private.require_may_manage(role, region);
	if not exists (
		select from private.accounts a
		where a.id = account and a.kind = 'staff' and a.disabled_at is null and a.erased_at is null
		for share)
	then
		perform private.refuse(404, 'staff_unknown');
	end if;
	perform private.add_grant(account, role, region, department, me);
end $$;

create function private.revoke_role(grant_id bigint) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	held public.role_grants;
begin
	select * into held from public.role_grants g where g.id = grant_id for update;
	if held.id is null then
		perform private.refuse(404, 'grant_unknown');
	end if;
	perform private.require_may_manage(held.role, held.region_id);
	if held.account_id = me then
		perform private.refuse(403, 'not_on_yourself');
	end if;
	if held.revoked_at is null then
		update public.role_grants g set revoked_at = private.now() where g.id = grant_id;
		perform private.audit('role_revoked', held.region_id, 'account:' || held.account_id,
			jsonb_build_object('role', held.role, 'department', held.department_key, 'grant', held.id));
	end if;
end $$;

create function private.disable_account(account uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_may_manage_account(account);
	update private.accounts a set disabled_at = coalesce(a.disabled_at, private.now()) where a.id = account;
	delete from private.sessions s where s.account_id = account;
	perform private.audit('account_disabled', null, 'account:' || account);
end $$;

create function private.enable_account(account uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_may_manage_account(account);
	update private.accounts a set disabled_at = null where a.id = account and a.erased_at is null;
	perform private.audit('account_enabled', null, 'account:' || account);
end $$;

-- Staff of the caller's subtree, each with the grants that lie in it.
create function private.list_staff()
returns table (
	account_id uuid, staff_name text, disabled_at timestamptz, last_seen_at timestamptz, may_manage boolean, grants jsonb)
language sql stable security definer set search_path = ''
as $$
	select a.id, a.staff_name, a.disabled_at,
		(select max(s.last_seen_at) from private.sessions s where s.account_id = a.id),
		a.id <> auth.uid() and bool_and(private.may_manage_role(auth.uid(), g.role, g.region_id)),
		jsonb_agg(jsonb_build_object(
			'id', g.id, 'role', g.role, 'regionId', g.region_id, 'departmentKey', g.department_key,
			'mayRevoke', a.id <> auth.uid() and private.may_manage_role(auth.uid(), g.role, g.region_id))
			order by g.id) filter (where g.revoked_at is null)
	from private.accounts a
	join public.role_grants g on g.account_id = a.id
	join public.regions r on r.id = g.region_id
	where a.kind = 'staff' and a.erased_at is null
		and r.path operator(extensions.<@) any (private.granted_paths('administrator', 'commission_lead'))
	group by a.id
	order by a.disabled_at is not null, a.staff_name, a.id
$$;

call private.expose('grant_role', 'authenticated', 'Gives an account a role at a place.');
call private.expose('revoke_role', 'authenticated', 'Takes a role away; it is gone at the next request.');
call private.expose('disable_account', 'authenticated', 'Shuts an account out and ends its sessions.');
call private.expose('enable_account', 'authenticated', 'Lets a disabled account in again.');
call private.expose('list_staff', 'authenticated', 'The staff in the caller’s subtree and their roles.');
