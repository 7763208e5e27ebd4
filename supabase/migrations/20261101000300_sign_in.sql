-- Signing in: who a phone or a mail belongs to, one-time codes, sessions, and how often anybody may try.
--
-- The application knows the numbers and addresses; here are keyed hashes to find them by and sealed values to send to.
-- Codes follow private.now(), so that a test can let one run out; sessions and limits follow the real time.

create table private.identifiers (
	id bigint generated always as identity primary key,
	account_id uuid not null references private.accounts,
	kind text not null check (kind in ('phone', 'mail', 'staff_mail')),
	hash text not null check (hash ~ '^[0-9a-f]{64}$'),
	value text not null,
	verified_at timestamptz not null default private.now(),
	constraint identifiers_one_person unique (kind, hash),
	constraint identifiers_one_of_each unique (account_id, kind)
);
comment on column private.identifiers.kind is
	'A staff mail signs in with password and TOTP only, so it never shares a hash space with a resident’s mail.';
comment on column private.identifiers.hash is 'Keyed hash by which the account is found.';
comment on column private.identifiers.value is 'The phone or mail, sealed by the application.';
comment on table private.identifiers is 'Phone and mail of an account: two identifiers of one account are one person.';
alter table private.identifiers enable row level security;

create table private.consents (
	id bigint generated always as identity primary key,
	account_id uuid not null references private.accounts,
	kind text not null check (kind ~ '^[a-z_]{2,40}$'),
	version text not null check (char_length(version) between 1 and 20),
	at timestamptz not null,
	constraint consents_once unique (account_id, kind, version)
);
comment on column private.consents.version is 'Which edition of the text was agreed to.';
comment on table private.consents is 'What a person agreed to, in which version, when.';
alter table private.consents enable row level security;

-- How often is data: an operator changes a row, the demo town raises them.
create table private.attempt_limits (
	scope text not null,
	within interval not null,
	at_most int not null check (at_most >= 0),
	primary key (scope, within)
);
comment on table private.attempt_limits is 'How many attempts of a kind are allowed within a time.';
comment on column private.attempt_limits.scope is
	'What is attempted and by whom it is counted, such as a network or a person.';
alter table private.attempt_limits enable row level security;
insert into private.attempt_limits (scope, within, at_most) values
	('code_identifier', '10 minutes', 5),
	('code_identifier', '1 day', 10),
	('code_network', '1 hour', 60),
	('code_network', '1 day', 300),
	('password_mail', '15 minutes', 10),
	('password_mail', '1 day', 40),
	('password_network', '15 minutes', 60),
	('totp_account', '10 minutes', 5);

create table private.attempts (
	scope text not null,
	key text not null,
	at timestamptz not null default clock_timestamp()
);
comment on table private.attempts is 'Attempts that count towards a limit; swept when they no longer do.';
comment on column private.attempts.key is 'Whoever is counted.';
create index attempts_recent on private.attempts (scope, key, at);
alter table private.attempts enable row level security;

-- Counts one attempt, or refuses; attempts on one key wait for each other, so a burst cannot slip through.
create function private.count_attempt(scope text, key text, refusal text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(count_attempt.scope || ':' || count_attempt.key, 0));
	if exists (
		select from private.attempt_limits l
		where l.scope = count_attempt.scope and l.at_most <= (
			select count(*) from private.attempts a
			where a.scope = count_attempt.scope and a.key = count_attempt.key
				and a.at > clock_timestamp() - l.within))
	then
		perform private.refuse(429, refusal);
	end if;
	insert into private.attempts (scope, key) values (count_attempt.scope, count_attempt.key);
end $$;

create table private.one_time_codes (
	challenge uuid primary key,
	purpose text not null check (purpose in ('sign_in', 'confirm', 'change')),
	account_id uuid references private.accounts,
	kind text not null check (kind in ('phone', 'mail')),
	hash text not null,
	value text not null,
	code_hash text not null,
	consent_version text,
	consent_at timestamptz,
	locale text not null,
	tries smallint not null default 0 constraint one_time_codes_five_tries check (tries between 0 and 5),
	created_at timestamptz not null default private.now(),
	expires_at timestamptz not null default private.now() + interval '10 minutes',
	used_at timestamptz,
	constraint one_time_codes_of_account check ((purpose = 'sign_in') = (account_id is null))
);
comment on column private.one_time_codes.purpose is 'Signing in, confirming a known contact, or changing to a new one.';
comment on column private.one_time_codes.account_id is
	'Whom the code was made for, where that is known before it is entered.';
comment on column private.one_time_codes.value is 'Where the code was sent, sealed by the application.';
comment on column private.one_time_codes.consent_version is
	'What was agreed to when the code was asked for; a new account takes it over.';
comment on table private.one_time_codes is
	'Six digits, kept as a keyed hash: five tries, ten minutes, used once. The challenge ties them to the form that asked.';
create index one_time_codes_account on private.one_time_codes (account_id) where account_id is not null;
create index one_time_codes_created on private.one_time_codes (created_at);
alter table private.one_time_codes enable row level security;

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

-- Asks for a code. The same work and the same answer whether an account exists or not.
create function private.request_code(
	challenge uuid, kind text, hash text, value text, code_hash text, network text,
	subject text, body text, locale text, consent_version text
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if coalesce(consent_version, '') = '' then
		perform private.refuse(422, 'consent_required');
	end if;
	perform private.count_attempt('code_identifier', hash, 'code_limit_reached');
	perform private.count_attempt('code_network', network, 'network_limit_reached');
	insert into private.one_time_codes (challenge, purpose, kind, hash, value, code_hash, consent_version, consent_at, locale)
	values (challenge, 'sign_in', kind, hash, value, code_hash, consent_version, private.now(), locale);
	perform private.send_message(
		'sign_in_code', case kind when 'phone' then 'sms' else 'mail' end, value, subject, body,
		true, pg_catalog.now() + interval '10 minutes');
end $$;

-- A code to an identifier that the account already has: proves again who is there.
create function private.request_confirmation(
	challenge uuid, account uuid, kind text, code_hash text, network text, subject text, body text, locale text
) returns void
language plpgsql security definer set search_path = ''
as $$
declare own private.identifiers;
begin
	select * into own from private.identifiers i
	where i.account_id = account and i.kind = request_confirmation.kind;
	if own.id is null then
		perform private.refuse(404, 'identifier_unknown');
	end if;
	perform private.count_attempt('code_identifier', own.hash, 'code_limit_reached');
	perform private.count_attempt('code_network', network, 'network_limit_reached');
	insert into private.one_time_codes (challenge, purpose, account_id, kind, hash, value, code_hash, locale)
	values (challenge, 'confirm', account, own.kind, own.hash, own.value, code_hash, locale);
	perform private.send_message(
		'confirmation_code', case own.kind when 'phone' then 'sms' else 'mail' end, own.value, subject, body,
		true, pg_catalog.now() + interval '10 minutes');
end $$;

-- A code to the new phone or mail, only from a session that was confirmed just now.
create function private.request_change(
	challenge uuid, account uuid, session text, kind text, hash text, value text, code_hash text, network text,
	subject text, body text, locale text
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_confirmed_session(session, account);
	perform private.count_attempt('code_identifier', hash, 'code_limit_reached');
	perform private.count_attempt('code_network', network, 'network_limit_reached');
	insert into private.one_time_codes (challenge, purpose, account_id, kind, hash, value, code_hash, locale)
	values (challenge, 'change', account, kind, hash, value, code_hash, locale);
	perform private.send_message(
		'confirmation_code', case kind when 'phone' then 'sms' else 'mail' end, value, subject, body,
		true, pg_catalog.now() + interval '10 minutes');
end $$;

-- Tries a code under a lock, so of two equal requests one finds it used. Answers instead of refusing: a refusal
-- would roll the counted try back.
create function private.try_code(challenge uuid, purpose text, account uuid, code_hash text, out outcome text, out code private.one_time_codes)
language plpgsql security definer set search_path = ''
as $$
begin
	select * into code from private.one_time_codes c
	where c.challenge = try_code.challenge and c.purpose = try_code.purpose and c.account_id is not distinct from account
	for update;
	if code.challenge is null or code.used_at is not null or code.expires_at <= private.now() then
		outcome := 'code_expired';
	elsif code.tries >= 5 then
		outcome := 'code_tries_used';
	elsif code.code_hash <> try_code.code_hash then
		update private.one_time_codes c set tries = c.tries + 1 where c.challenge = try_code.challenge;
		outcome := case when code.tries + 1 >= 5 then 'code_tries_used' else 'code_wrong' end;
	else
		update private.one_time_codes c set used_at = private.now() where c.challenge = try_code.challenge;
		outcome := 'ok';
	end if;
end $$;

-- Turns a code into a person: the account of the identifier, made now when there was none.
create function private.redeem_code(challenge uuid, code_hash text, out outcome text, out account_id uuid)
language plpgsql security definer set search_path = ''
as $$
declare tried record;
begin
	select * into tried from private.try_code(challenge, 'sign_in', null, code_hash);
	outcome := tried.outcome;
	if outcome <> 'ok' then
		return;
	end if;
	perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended((tried.code).hash, 1));
	select i.account_id into account_id from private.identifiers i
	where i.kind = (tried.code).kind and i.hash = (tried.code).hash;
	if account_id is null then
		insert into private.accounts (kind, locale, verification)
		values ('resident', (tried.code).locale, 1) returning id into account_id;
		insert into private.identifiers (account_id, kind, hash, value)
		values (redeem_code.account_id, (tried.code).kind, (tried.code).hash, (tried.code).value);
	elsif exists (select from private.accounts a where a.id = redeem_code.account_id and a.disabled_at is not null) then
		outcome := 'account_disabled';
		account_id := null;
		return;
	end if;
	insert into private.consents (account_id, kind, version, at)
	values (redeem_code.account_id, 'privacy', (tried.code).consent_version, (tried.code).consent_at)
	on conflict on constraint consents_once do nothing;
end $$;

create function private.redeem_confirmation(challenge uuid, account uuid, session text, code_hash text) returns text
language plpgsql security definer set search_path = ''
as $$
declare tried record;
begin
	select * into tried from private.try_code(challenge, 'confirm', account, code_hash);
	if tried.outcome = 'ok' then
		update private.sessions s set confirmed_at = pg_catalog.now() where s.id = session and s.account_id = account;
	end if;
	return tried.outcome;
end $$;

-- The old phone or mail is told of the change, in case it was not the owner's doing.
create function private.redeem_change(
	challenge uuid, account uuid, session text, code_hash text, subject text, body text
) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	tried record;
	previous private.identifiers;
begin
	perform private.require_confirmed_session(session, account);
	select * into tried from private.try_code(challenge, 'change', account, code_hash);
	if tried.outcome <> 'ok' then
		return tried.outcome;
	end if;
	perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended((tried.code).hash, 1));
	if exists (
		select from private.identifiers i
		where i.kind = (tried.code).kind and i.hash = (tried.code).hash and i.account_id <> account)
	then
		return 'identifier_taken';
	end if;
	select * into previous from private.identifiers i where i.account_id = account and i.kind = (tried.code).kind;
	insert into private.identifiers (account_id, kind, hash, value)
	values (account, (tried.code).kind, (tried.code).hash, (tried.code).value)
	on conflict on constraint identifiers_one_of_each
	do update set hash = excluded.hash, value = excluded.value, verified_at = private.now();
	if previous.id is not null and previous.hash <> (tried.code).hash then
		perform private.send_message(
			'identifier_changed', case previous.kind when 'phone' then 'sms' else 'mail' end, previous.value, subject, body, true);
	end if;
	return 'ok';
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

-- Who is behind a session, in one round trip; a look moves the idle time on, at most every five minutes.
create function private.session_context(session text)
returns table (
	account_id uuid, kind text, locale text, display text, expires_at timestamptz, confirmed_at timestamptz, roles jsonb)
language plpgsql security definer set search_path = ''
as $$
begin
	update private.sessions s set
		last_seen_at = pg_catalog.now(),
		expires_at = least(s.ends_at, pg_catalog.now() + private.idle_lifetime(a.kind))
	from private.accounts a
	where s.id = session and a.id = s.account_id and s.expires_at > pg_catalog.now()
		and s.last_seen_at < pg_catalog.now() - interval '5 minutes';
	return query
		select a.id, a.kind, a.locale, coalesce(a.staff_name, a.surname || '**'), s.expires_at, s.confirmed_at, coalesce((
			select jsonb_agg(jsonb_build_object(
				'role', g.role, 'regionId', g.region_id, 'path', r.path::text, 'departmentKey', g.department_key)
				order by g.id)
			from public.role_grants g join public.regions r on r.id = g.region_id
			where g.account_id = a.id and g.revoked_at is null and g.valid_from <= private.now()), '[]')
		from private.sessions s join private.accounts a on a.id = s.account_id
		where s.id = session and s.expires_at > pg_catalog.now() and a.disabled_at is null and a.erased_at is null;
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

create function private.my_settings()
returns table (surname text, locale text, staff_name text, identifiers jsonb)
language sql stable security definer set search_path = ''
as $$
	select a.surname, a.locale, a.staff_name, coalesce((
		select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.kind desc)
		from private.identifiers i where i.account_id = a.id), '[]')
	from private.accounts a where a.id = private.require_account()
$$;

create function private.save_settings(surname text, locale text) returns void
language plpgsql security definer set search_path = ''
as $$
declare me uuid := private.require_account();
begin
	if surname <> '' and surname !~ '^[^\s*<>]{1,4}$' then
		perform private.refuse(422, 'surname_invalid');
	end if;
	update private.accounts a set
		surname = case when a.kind = 'resident' then nullif(save_settings.surname, '') end, locale = save_settings.locale
	where a.id = me;
end $$;

-- Nightly: what has run out is gone.
create function private.sweep_sign_in() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.one_time_codes where created_at < private.now() - interval '1 day';
	delete from private.attempts where at < clock_timestamp() - interval '2 days';
	delete from private.sessions where expires_at < pg_catalog.now() or ends_at < pg_catalog.now();
end $$;

create function public.request_code(
	challenge uuid, kind text, hash text, value text, code_hash text, network text,
	subject text, body text, locale text, consent_version text
) returns void
language sql security invoker set search_path = ''
as $$ select private.request_code(challenge, kind, hash, value, code_hash, network, subject, body, locale, consent_version) $$;
comment on function public.request_code is 'Makes a one-time code for signing in and hands its message to the outbox.';
create function public.request_confirmation(
	challenge uuid, account uuid, kind text, code_hash text, network text, subject text, body text, locale text
) returns void
language sql security invoker set search_path = ''
as $$ select private.request_confirmation(challenge, account, kind, code_hash, network, subject, body, locale) $$;
comment on function public.request_confirmation is
	'Makes a code by which a signed-in person proves again to be who they are.';
create function public.request_change(
	challenge uuid, account uuid, session text, kind text, hash text, value text, code_hash text, network text,
	subject text, body text, locale text
) returns void
language sql security invoker set search_path = ''
as $$ select private.request_change(challenge, account, session, kind, hash, value, code_hash, network, subject, body, locale) $$;
comment on function public.request_change is 'Makes a code for a new phone or mail.';
create function public.redeem_code(challenge uuid, code_hash text) returns table (outcome text, account_id uuid)
language sql security invoker set search_path = ''
as $$ select * from private.redeem_code(challenge, code_hash) $$;
comment on function public.redeem_code is 'Enters a sign-in code; gives the account, made where there was none.';
create function public.redeem_confirmation(challenge uuid, account uuid, session text, code_hash text) returns text
language sql security invoker set search_path = ''
as $$ select private.redeem_confirmation(challenge, account, session, code_hash) $$;
comment on function public.redeem_confirmation is 'Enters a confirmation code.';
create function public.redeem_change(
	challenge uuid, account uuid, session text, code_hash text, subject text, body text
) returns text
language sql security invoker set search_path = ''
as $$ select private.redeem_change(challenge, account, session, code_hash, subject, body) $$;
comment on function public.redeem_change is 'Enters the code of a new phone or mail and takes it over.';
create function public.open_session(session text, account uuid, device text) returns timestamptz
language sql security invoker set search_path = ''
as $$ select private.open_session(session, account, device) $$;
comment on function public.open_session is 'Opens a signed-in browser.';
create function public.session_context(session text)
returns table (
	account_id uuid, kind text, locale text, display text, expires_at timestamptz, confirmed_at timestamptz, roles jsonb)
language sql security invoker set search_path = ''
as $$ select * from private.session_context(session) $$;
comment on function public.session_context is
	'Who a session’s holder is and which roles they hold; moves the idle end on.';
create function public.close_session(session text) returns void
language sql security invoker set search_path = ''
as $$ select private.close_session(session) $$;
comment on function public.close_session is 'Signs one browser out.';
create function public.close_sessions(account uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.close_sessions(account) $$;
comment on function public.close_sessions is 'Signs an account out everywhere.';
create function public.sweep_sign_in() returns void
language sql security invoker set search_path = ''
as $$ select private.sweep_sign_in() $$;
comment on function public.sweep_sign_in is 'Removes codes, attempts and sessions that have run out.';

create function public.my_sessions()
returns table (id text, device text, created_at timestamptz, last_seen_at timestamptz)
language sql stable security invoker set search_path = ''
as $$ select * from private.my_sessions() $$;
comment on function public.my_sessions is 'The caller’s signed-in browsers.';
create function public.end_my_session(session text) returns void
language sql security invoker set search_path = ''
as $$ select private.end_my_session(session) $$;
comment on function public.end_my_session is 'Signs one of the caller’s browsers out.';
create function public.my_settings()
returns table (surname text, locale text, staff_name text, identifiers jsonb)
language sql stable security invoker set search_path = ''
as $$ select * from private.my_settings() $$;
comment on function public.my_settings is 'The caller’s name, language and contacts.';
create function public.save_settings(surname text, locale text) returns void
language sql security invoker set search_path = ''
as $$ select private.save_settings(surname, locale) $$;
comment on function public.save_settings is 'Saves the caller’s name and language.';

grant execute on function
	private.request_code(uuid, text, text, text, text, text, text, text, text, text),
	public.request_code(uuid, text, text, text, text, text, text, text, text, text),
	private.request_confirmation(uuid, uuid, text, text, text, text, text, text),
	public.request_confirmation(uuid, uuid, text, text, text, text, text, text),
	private.request_change(uuid, uuid, text, text, text, text, text, text, text, text, text),
	public.request_change(uuid, uuid, text, text, text, text, text, text, text, text, text),
	private.redeem_code(uuid, text), public.redeem_code(uuid, text),
	private.redeem_confirmation(uuid, uuid, text, text), public.redeem_confirmation(uuid, uuid, text, text),
	private.redeem_change(uuid, uuid, text, text, text, text), public.redeem_change(uuid, uuid, text, text, text, text),
	private.open_session(text, uuid, text), public.open_session(text, uuid, text),
	private.session_context(text), public.session_context(text),
	private.close_session(text), public.close_session(text),
	private.close_sessions(uuid), public.close_sessions(uuid),
	private.sweep_sign_in(), public.sweep_sign_in() to service_role;
grant execute on function
	private.my_sessions(), public.my_sessions(), private.end_my_session(text), public.end_my_session(text),
	private.my_settings(), public.my_settings(), private.save_settings(text, text), public.save_settings(text, text)
	to authenticated;
