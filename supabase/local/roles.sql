-- What a hosted Supabase project brings along before the first migration: roles, the auth helpers, default
-- privileges. Run as the superuser on every start; changes nothing the second time.

do $$
begin
	if not exists (select from pg_roles where rolname = 'anon') then
		create role anon nologin noinherit;
		create role authenticated nologin noinherit;
		create role service_role nologin noinherit bypassrls;
	end if;
	if not exists (select from pg_roles where rolname = 'authenticator') then
		create role authenticator login noinherit;
		grant anon, authenticated, service_role to authenticator;
	end if;
	-- Owns and migrates, but is no superuser: a migration that needs more fails here as it would when hosted.
	if not exists (select from pg_roles where rolname = 'postgres') then
		create role postgres login createdb createrole bypassrls replication;
		grant anon, authenticated, service_role, authenticator to postgres with admin option;
		grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres with admin option;
	end if;
end $$;

do $$
begin
	execute format('alter database %I owner to postgres', current_database());
	execute format('alter database %I set search_path to "$user", public, extensions', current_database());
	-- The advisors judge exposure by this setting.
	execute format('alter database %I set pgrst.db_schemas to %L', current_database(), 'public');
end $$;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;

create schema if not exists auth;
grant usage on schema auth to postgres, anon, authenticated, service_role;

create or replace function auth.jwt() returns jsonb language sql stable set search_path = '' as $$
	select coalesce(
		nullif(current_setting('request.jwt.claim', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')
	)::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable set search_path = '' as $$
	select coalesce(
		nullif(current_setting('request.jwt.claim.sub', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
	)::uuid
$$;
create or replace function auth.role() returns text language sql stable set search_path = '' as $$
	select coalesce(
		nullif(current_setting('request.jwt.claim.role', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
	)
$$;

grant usage on schema public to anon, authenticated, service_role, authenticator;
alter default privileges for role postgres in schema public
	grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
	grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
	grant execute on functions to anon, authenticated, service_role;
-- The local Data API finds tables through information_schema, which shows a role only what it may read.
-- Requests never run as authenticator: each switches to one of the three roles first.
alter default privileges for role postgres in schema public grant select on tables to authenticator;
grant select on all tables in schema public to authenticator;
