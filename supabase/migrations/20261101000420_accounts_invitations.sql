-- Invitations: how a member of staff comes to an account, or back into it.

create table private.invitations (
	id bigint generated always as identity primary key,
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	account_id uuid references private.accounts,
	mail_hash text not null check (mail_hash ~ '^[0-9a-f]{64}$'),
	mail text not null,
	staff_name text not null check (char_length(staff_name) between 1 and 40),
	locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
	invited_by uuid references private.accounts,
	created_at timestamptz not null default private.now(),
	expires_at timestamptz not null default private.now() + interval '7 days',
	accepted_at timestamptz,
	revoked_at timestamptz
);
comment on column private.invitations.account_id is
	'Set when somebody who has an account signs up anew (lost phone, forgotten password).';
comment on column private.invitations.token_hash is 'SHA-256 of the token in the link, never the token.';
comment on column private.invitations.mail is 'Sealed by the application.';
comment on column private.invitations.invited_by is 'Null for the first of a role, made by whoever runs the portal.';
comment on table private.invitations is 'A one-time link by which a member of staff sets password and TOTP and receives the roles that go with it.';
create index invitations_mail on private.invitations (mail_hash);
alter table private.invitations enable row level security;

create table private.invitation_roles (
	invitation_id bigint not null references private.invitations,
	role public.actor_role not null,
	region_id int not null references public.regions,
	department_key text references public.departments
);
comment on table private.invitation_roles is 'The roles that an invitation brings when it is accepted.';
create index invitation_roles_invitation on private.invitation_roles (invitation_id);
alter table private.invitation_roles enable row level security;

-- Roles come as three arrays of one length; an empty department means none.
create function private.add_invitation(
	mail_hash text, mail text, staff_name text, locale text, token_hash text, invited_by uuid, account uuid,
	roles text[], regions int[], departments text[]
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare invitation bigint;
begin
	update private.invitations i set revoked_at = private.now()
	where i.mail_hash = add_invitation.mail_hash and i.accepted_at is null and i.revoked_at is null
		and i.invited_by is not distinct from add_invitation.invited_by;
	insert into private.invitations (token_hash, account_id, mail_hash, mail, staff_name, locale, invited_by)
	values (token_hash, account, mail_hash, mail, staff_name, locale, invited_by)
	returning id into invitation;
	insert into private.invitation_roles (invitation_id, role, region_id, department_key)
	select invitation, t.role::public.actor_role, t.region, nullif(t.department, '')
	from unnest(roles, regions, departments) as t (role, region, department);
	return invitation;
end $$;

create function private.invite_staff(
	mail_hash text, mail text, staff_name text, locale text, token_hash text,
	roles text[], regions int[], departments text[],
	subject text, body text, granted_subject text, granted_body text
) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	known uuid;
	wanted record;
begin
	if coalesce(cardinality(roles), 0) = 0 or cardinality(roles) > 20
		or cardinality(roles) is distinct from cardinality(regions)
		or cardinality(roles) is distinct from cardinality(departments)
	then
		perform private.refuse(422, 'role_unknown');
	end if;
	for wanted in select t.role::public.actor_role as role, t.region, nullif(t.department, '') as department
		from unnest(roles, regions, departments) as t (role, region, department)
	loop
		perform private.check_role(wanted.role, wanted.region, wanted.department);
		perform private.require_may_manage(wanted.role, wanted.region);
	end loop;
	select i.account_id into known from private.identifiers i where i.kind = 'staff_mail' and i.hash = mail_hash;
	if known = me then
		perform private.refuse(403, 'not_to_yourself');
	end if;
	-- Somebody who works here already just gets the roles.
	if known is not null then
		for wanted in select t.role::public.actor_role as role, t.region, nullif(t.department, '') as department
			from unnest(roles, regions, departments) as t (role, region, department)
		loop
			perform private.grant_role(known, wanted.role, wanted.region, wanted.department);
		end loop;
		perform private.send_message('roles_granted', 'mail', mail, granted_subject, granted_body);
		return 'granted';
	end if;
	perform private.add_invitation(mail_hash, mail, staff_name, locale, token_hash, me, null, roles, regions, departments);
	perform private.send_message(
		'invitation', 'mail', mail, subject, body, false, pg_catalog.now() + interval '7 days');
	perform private.audit('staff_invited', regions[1], 'invitation', jsonb_build_object('roles', roles));
	return 'invited';
end $$;

-- A lost phone or a forgotten password: a new link; the old ones work until it is used.
create function private.reset_staff(account uuid, token_hash text, subject text, body text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	own private.identifiers;
	person private.accounts;
begin
	perform private.require_may_manage_account(account);
	select * into own from private.identifiers i where i.account_id = account and i.kind = 'staff_mail';
	select * into person from private.accounts a where a.id = account;
	if own.id is null or person.disabled_at is not null then
		perform private.refuse(404, 'staff_unknown');
	end if;
	perform private.add_invitation(
		own.hash, own.value, person.staff_name, person.locale, token_hash, me, account, '{}', '{}', '{}');
	perform private.send_message(
		'invitation', 'mail', own.value, subject, body, false, pg_catalog.now() + interval '7 days');
	perform private.audit('staff_reset', null, 'account:' || account);
end $$;

create function private.revoke_invitation(invitation bigint) returns void
language plpgsql security definer set search_path = ''
as $$
declare wanted record;
begin
	for wanted in select r.role, r.region_id from private.invitation_roles r where r.invitation_id = invitation loop
		perform private.require_may_manage(wanted.role, wanted.region_id);
	end loop;
	update private.invitations i set revoked_at = private.now()
	where i.id = invitation and i.accepted_at is null and i.revoked_at is null
		and (i.invited_by = private.require_account()
			or exists (select from private.invitation_roles r where r.invitation_id = i.id));
	if found then
		perform private.audit('invitation_revoked', null, 'invitation:' || invitation);
	end if;
end $$;

-- What the page of an invitation shows; no row when it is used, revoked or has run out.
create function private.open_invitation(token_hash text)
returns table (mail text, staff_name text, locale text, is_reset boolean)
language sql stable security definer set search_path = ''
as $$
	select i.mail, i.staff_name, i.locale, i.account_id is not null
	from private.invitations i
	where i.token_hash = open_invitation.token_hash and i.accepted_at is null and i.revoked_at is null
		and i.expires_at > private.now()
$$;

-- Of two answers to one link the second finds it used. Roles that the inviter may no longer give are not given.
create function private.accept_invitation(
	token_hash text, staff_name text, password_hash text, totp_secret text, totp_step bigint
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	invitation private.invitations;
	account uuid;
	wanted record;
begin
	select * into invitation from private.invitations i
	where i.token_hash = accept_invitation.token_hash for update;
	if invitation.id is null or invitation.accepted_at is not null or invitation.revoked_at is not null
		or invitation.expires_at <= private.now()
	then
		perform private.refuse(410, 'invitation_invalid');
	end if;
	perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(invitation.mail_hash, 1));
	account := coalesce(invitation.account_id, (
		select i.account_id from private.identifiers i where i.kind = 'staff_mail' and i.hash = invitation.mail_hash));
	if account is null then
		insert into private.accounts (kind, staff_name, locale, verification)
		values ('staff', accept_invitation.staff_name, invitation.locale, 1) returning id into account;
		insert into private.identifiers (account_id, kind, hash, value)
		values (account, 'staff_mail', invitation.mail_hash, invitation.mail);
	elsif exists (select from private.accounts a where a.id = account and a.disabled_at is not null) then
		perform private.refuse(403, 'account_disabled');
	end if;
	insert into private.credentials (account_id, password_hash, totp_secret, last_totp_step)
	values (account, password_hash, totp_secret, totp_step)
	on conflict (account_id) do update set
		password_hash = excluded.password_hash, totp_secret = excluded.totp_secret,
		last_totp_step = excluded.last_totp_step, changed_at = private.now();
	delete from private.sessions s where s.account_id = account;
	for wanted in select r.* from private.invitation_roles r where r.invitation_id = invitation.id loop
		if invitation.invited_by is null or (
			invitation.invited_by <> account
			and private.may_manage_role(invitation.invited_by, wanted.role, wanted.region_id))
		then
			perform private.add_grant(account, wanted.role, wanted.region_id, wanted.department_key, invitation.invited_by);
		end if;
	end loop;
	update private.invitations i set accepted_at = private.now() where i.id = invitation.id;
	return account;
end $$;

-- The first holder of a role that nobody inside could give: administrator or commission lead of a portal that has none.
-- Called by whoever runs the portal, with a root region to create when there is none yet.
create function private.invite_first(
	role text, mail_hash text, mail text, staff_name text, locale text, token_hash text,
	region_key text, region_level int, region_zh text, region_en text
) returns void
language plpgsql security definer set search_path = ''
as $$
declare root int;
begin
	if role not in ('administrator', 'commission_lead') then
		perform private.refuse(422, 'role_unknown');
	end if;
	perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('invite_first', 1));
	if exists (
		select from public.role_grants g where g.role = invite_first.role::public.actor_role and g.revoked_at is null)
	then
		perform private.refuse(409, 'already_set_up');
	end if;
	select r.id into root from public.regions r where r.parent_id is null order by r.id limit 1;
	if root is null then
		insert into public.regions (key, level, name_zh, name_en)
		values (region_key, region_level, region_zh, region_en) returning id into root;
	end if;
	perform private.add_invitation(
		mail_hash, mail, staff_name, locale, token_hash, null, null, array[role], array[root], array['']);
end $$;

create function private.list_invitations()
returns table (id bigint, mail text, staff_name text, expires_at timestamptz, is_reset boolean, roles jsonb)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.mail, i.staff_name, i.expires_at, i.account_id is not null, coalesce(jsonb_agg(jsonb_build_object(
		'role', w.role, 'regionId', w.region_id, 'departmentKey', w.department_key)) filter (where w.role is not null), '[]')
	from private.invitations i
	left join private.invitation_roles w on w.invitation_id = i.id
	where i.accepted_at is null and i.revoked_at is null and i.expires_at > private.now()
		and (i.invited_by = auth.uid() or private.region_path(w.region_id) operator(extensions.<@)
			any (private.granted_paths('administrator', 'commission_lead')))
	group by i.id
	order by i.id desc
$$;

call private.expose('invite_staff', 'authenticated', 'Invites a member of staff with roles.');
call private.expose('reset_staff', 'authenticated', 'Lets a member of staff set up password and second factor anew.');
call private.expose('revoke_invitation', 'authenticated', 'Makes an invitation’s link void.');
call private.expose('list_invitations', 'authenticated', 'The open invitations in the caller’s subtree.');
call private.expose('open_invitation', 'service_role', 'What an invitation’s page shows, while it is valid.');
call private.expose('accept_invitation', 'service_role', 'Takes an invitation: sets credentials and grants its roles.');
call private.expose('invite_first', 'service_role', 'Makes the first invitation of a role; for whoever runs the portal.');
