-- Sessions: signed-in browsers. They and the limits follow the real time, where codes follow private.now().

create table private.sessions (
	id text primary key check (id ~ '^[0-9a-f]{64}$'),
	account_id uuid not null references private.accounts,
	device text not null default '' check (char_length(device) <= 120),
	created_at timestamptz not null default pg_catalog.now(),
	last_seen_at timestamptz not null default pg_catalog.now(),
	expires_at timestamptz not null,
	ends_at timestamptz not null,
	confirmed_at timestamptz not null default pg_catalog.now(),
	constraint sessions_within_absolute check (expires_at <= ends_at)
);
comment on column private.sessions.id is 'SHA-256 of the token in the cookie, never the token.';
comment on column private.sessions.device is 'The browser, in words that its owner recognises.';
comment on column private.sessions.expires_at is 'The end if nothing happens; moves on with use.';
comment on column private.sessions.ends_at is 'The end whatever happens.';
comment on column private.sessions.confirmed_at is
	'When the person last proved to be who they are: needed again before phone or mail change.';
comment on table private.sessions is 'Signed-in browsers: they end after idle time, at the absolute end, or by hand.';
create index sessions_account on private.sessions (account_id);
create index sessions_ends on private.sessions (ends_at);
alter table private.sessions enable row level security;

-- Lifetimes: residents 14 days idle and 60 in all, staff 2 hours idle and 12 in all.
create function private.idle_lifetime(account_kind text) returns interval
language sql immutable set search_path = ''
as $$ select case account_kind when 'staff' then interval '2 hours' else interval '14 days' end $$;
create function private.absolute_lifetime(account_kind text) returns interval
language sql immutable set search_path = ''
as $$ select case account_kind when 'staff' then interval '12 hours' else interval '60 days' end $$;

create function private.require_confirmed_session(session text, account uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not exists (
		select from private.sessions s
		where s.id = session and s.account_id = account and s.expires_at > pg_catalog.now()
			and s.confirmed_at > pg_catalog.now() - interval '10 minutes')
	then
		perform private.refuse(403, 'confirm_first');
	end if;
end $$;

create function private.open_session(session text, account uuid, device text) returns timestamptz
language plpgsql security definer set search_path = ''
as $$
declare
	account_kind text;
	until timestamptz;
begin
	select a.kind into account_kind from private.accounts a
	where a.id = account and a.kind <> 'system' and a.disabled_at is null and a.erased_at is null
	for share;
	if account_kind is null then
		perform private.refuse(403, 'account_disabled');
	end if;
	until := pg_catalog.now() + private.idle_lifetime(account_kind);
	insert into private.sessions (id, account_id, device, expires_at, ends_at)
	values (session, account, left(device, 120), until, pg_catalog.now() + private.absolute_lifetime(account_kind));
	return until;
end $$;

-- These are asked in every batch, and in plpgsql because it keeps the plans: a SQL function is planned at every call.

-- A look moves the idle time on, at most every five minutes; whoever else does so at this moment does it for us.
create function private.move_idle_ends(session_ids text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update private.sessions s set
		last_seen_at = pg_catalog.now(),
		expires_at = least(s.ends_at, pg_catalog.now() + private.idle_lifetime(a.kind))
	from private.accounts a, (
		select t.id from private.sessions t
		where t.id = any (session_ids) and t.expires_at > pg_catalog.now()
			and t.last_seen_at < pg_catalog.now() - interval '5 minutes'
		for update skip locked) as used
	where s.id = used.id and a.id = s.account_id;
end $$;

-- The living sessions among these; none of an account that is disabled.
create function private.living_sessions(session_ids text[])
returns table (ord bigint, account_id uuid, kind text, locale text, display text, expires_at timestamptz, confirmed_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select q.ord, a.id, a.kind, a.locale, coalesce(a.staff_name, a.surname || '**'), s.expires_at, s.confirmed_at
	from unnest(session_ids) with ordinality as q (id, ord)
	join private.sessions s on s.id = q.id and s.expires_at > pg_catalog.now()
	join private.accounts a on a.id = s.account_id and a.disabled_at is null and a.erased_at is null;
end $$;

-- Who is behind each of these sessions, and how much news the header shows them; no row for a session that is over.
create function private.session_contexts(session_ids text[])
returns table (
	ord bigint, account_id uuid, kind text, locale text, display text, expires_at timestamptz, confirmed_at timestamptz, roles jsonb,
	unread int)
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.move_idle_ends(session_ids);
	return query
		select l.ord, l.account_id, l.kind, l.locale, l.display, l.expires_at, l.confirmed_at, coalesce((
				select jsonb_agg(jsonb_build_object(
					'role', g.role, 'regionId', g.region_id, 'path', r.path::text, 'departmentKey', g.department_key)
					order by g.id)
				from public.role_grants g join public.regions r on r.id = g.region_id
				where g.account_id = l.account_id and g.revoked_at is null and g.valid_from <= private.now()), '[]'),
			case l.kind when 'resident' then private.unread_news(l.account_id) else 0 end
		from private.living_sessions(session_ids) l;
end $$;

create function private.close_session(session text) returns void
language sql security definer set search_path = ''
as $$ delete from private.sessions s where s.id = session $$;

create function private.close_sessions(account uuid) returns void
language sql security definer set search_path = ''
as $$ delete from private.sessions s where s.account_id = account $$;

create function private.my_sessions()
returns table (id text, device text, created_at timestamptz, last_seen_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select s.id, s.device, s.created_at, s.last_seen_at from private.sessions s
	where s.account_id = auth.uid() and s.expires_at > pg_catalog.now()
	order by s.last_seen_at desc, s.id
$$;

create function private.end_my_session(session text) returns void
language sql security definer set search_path = ''
as $$ delete from private.sessions s where s.id = session and s.account_id = auth.uid() $$;

call private.expose('open_session', 'service_role', 'Opens a signed-in browser.');
call private.expose('session_contexts', 'service_role',
	'Who the holders of many sessions are, which roles they hold and how much news waits; moves the idle end on.');
call private.expose('close_session', 'service_role', 'Signs one browser out.');
call private.expose('close_sessions', 'service_role', 'Signs an account out everywhere.');
call private.expose('my_sessions', 'authenticated', 'The caller’s signed-in browsers.');
call private.expose('end_my_session', 'authenticated', 'Signs one of the caller’s browsers out.');
