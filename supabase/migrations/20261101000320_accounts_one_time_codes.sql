-- One-time codes, with which residents sign in and change their phone or mail.
--
-- They follow private.now(), so that a test can let one run out.

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
create function private.redeem_code(challenge uuid, code_hash text) returns table (outcome text, account_id uuid)
language plpgsql security definer set search_path = ''
as $$
declare tried record;
begin
	select * into tried from private.try_code(challenge, 'sign_in', null, code_hash);
	outcome := tried.outcome;
	if outcome <> 'ok' then
		return next;
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
		return next;
		return;
	end if;
	insert into private.consents (account_id, kind, version, at)
	values (redeem_code.account_id, 'privacy', (tried.code).consent_version, (tried.code).consent_at)
	on conflict on constraint consents_once do nothing;
	return next;
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

-- Nightly: what has run out is gone.
create function private.sweep_sign_in() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.one_time_codes where created_at < private.now() - interval '1 day';
	delete from private.attempts where at < clock_timestamp() - interval '2 days';
	delete from private.sessions where expires_at < pg_catalog.now() or ends_at < pg_catalog.now();
end $$;

call private.expose('request_code', 'service_role', 'Makes a one-time code for signing in and hands its message to the outbox.');
call private.expose('request_confirmation', 'service_role',
	'Makes a code by which a signed-in person proves again to be who they are.');
call private.expose('request_change', 'service_role', 'Makes a code for a new phone or mail.');
call private.expose('redeem_code', 'service_role', 'Enters a sign-in code; gives the account, made where there was none.');
call private.expose('redeem_confirmation', 'service_role', 'Enters a confirmation code.');
call private.expose('redeem_change', 'service_role', 'Enters the code of a new phone or mail and takes it over.');
call private.expose('sweep_sign_in', 'service_role', 'Removes codes, attempts and sessions that have run out.');
