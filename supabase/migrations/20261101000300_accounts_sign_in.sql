-- Signing in: who a phone or a mail belongs to, what a person agreed to, and how often anybody may try.
--
-- The application knows the numbers and addresses; here are keyed hashes to find them by and sealed values to send to.

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

call private.expose('my_settings', 'authenticated', 'The caller’s name, language and contacts.');
call private.expose('save_settings', 'authenticated', 'Saves the caller’s name and language.');
