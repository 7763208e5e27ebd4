-- Platform: the two schemas, what every room calls, and no privilege that was not given on purpose.
--
-- `public` is what the Data API shows: it holds only what may be published, and staff tables under row-level
-- security. `private` is never exposed: who wrote, voted and rated, originals of masked texts, secrets, clocks.
-- A person acts through an invoker wrapper in `public` that calls a definer function in `private`; private.expose() makes it.

create schema if not exists extensions;
grant usage on schema extensions to public;
create extension if not exists ltree with schema extensions;

create schema private;
grant usage on schema private to anon, authenticated, service_role;

-- Hosted Supabase grants everything in `public` to the three roles by default; here each object says who may do what.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- Makes a function of `private` callable: an invoker wrapper of the same name in `public`, read from the catalogue, and the
-- grants on both. A wrapper passes on what it gets; a composite type of `private` comes out as its columns.
create procedure private.expose(name text, roles text, about text)
language plpgsql set search_path = ''
as $$
declare
	called pg_catalog.pg_proc;
	result text;
begin
	select p.* into strict called from pg_catalog.pg_proc p
	where p.pronamespace = 'private'::regnamespace and p.proname = expose.name;
	select coalesce(
		'table (' || string_agg(format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum) || ')',
		pg_catalog.pg_get_function_result(called.oid))
	into result
	from pg_catalog.pg_type t
	join pg_catalog.pg_attribute a on a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
	where t.oid = called.prorettype and t.typnamespace = 'private'::regnamespace;
	execute format(
		'create function public.%1$I(%2$s) returns %3$s language sql %4$s security invoker set search_path = '''' as %5$L',
		name, pg_catalog.pg_get_function_arguments(called.oid), result,
		case called.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
		format('select * from private.%I(%s)', name,
			(select string_agg('$' || n, ', ') from generate_series(1, called.pronargs) n)));
	execute format('comment on function public.%I is %L', name, about);
	execute format('grant execute on function private.%1$I, public.%1$I to %2$s', name, roles);
end $$;
comment on procedure private.expose(text, text, text) is
	'Makes the public wrapper of a private function: its name, the roles that may call it, and what the data dictionary says.';

-- Who acts in a status change or an event. The staff roles are also what a role grant may hold.
create type public.actor_role as enum (
	'resident', 'collector', 'intake_officer', 'officer', 'department_lead', 'supervisor', 'commission_lead',
	'administrator', 'rule', 'import'
);

-- Tests freeze the time that rules read; in production the table is empty.
create table private.frozen_clock (
	only_row boolean primary key default true check (only_row),
	frozen_at timestamptz not null
);
comment on table private.frozen_clock is
	'The moment at which a test or the demo froze the rules’ clock; empty on a real portal.';
alter table private.frozen_clock enable row level security;

create function private.now() returns timestamptz
language sql stable security definer set search_path = ''
as $$ select coalesce((select frozen_at from private.frozen_clock), pg_catalog.now()) $$;
grant execute on function private.now() to anon, authenticated, service_role;
comment on function private.now() is 'The time that rules read; the transaction''s start unless a test froze it.';

-- The moment as rules see it, for pages that say "3 days left".
create function public.portal_now() returns timestamptz
language sql stable security invoker set search_path = ''
as $$ select private.now() $$;
comment on function public.portal_now is 'The moment as rules see it, for pages that say "3 days left".';
grant execute on function public.portal_now() to anon, authenticated, service_role;

create function private.local_day(at timestamptz) returns date
language sql immutable set search_path = ''
as $$ select (at at time zone 'Asia/Shanghai')::date $$;
grant execute on function private.local_day(timestamptz) to anon, authenticated, service_role;
comment on function private.local_day(timestamptz) is 'The calendar day in Asia/Shanghai.';

create function private.month_of(at timestamptz) returns date
language sql immutable set search_path = ''
as $$ select date_trunc('month', at at time zone 'Asia/Shanghai')::date $$;
comment on function private.month_of(timestamptz) is 'The first day of the calendar month in Asia/Shanghai.';

create function private.month_number(month date) returns int
language sql immutable set search_path = ''
as $$ select (extract(year from month) * 12 + extract(month from month))::int - 1 $$;
comment on function private.month_number(date) is 'Months since the year 0: the year is the number divided by 12.';

create function private.end_of_day(day date) returns timestamptz
language sql immutable set search_path = ''
as $$ select ((day + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 microsecond' $$;
grant execute on function private.end_of_day(date) to anon, authenticated, service_role;
comment on function private.end_of_day(date) is 'The last microsecond of a day in Asia/Shanghai: a clock counts on its due day.';

create function private.refuse(http_status int, code text, detail text default null) returns void
language plpgsql set search_path = ''
as $$
begin
	raise exception using errcode = 'PT' || http_status, message = code, detail = coalesce(detail, '');
end $$;
grant execute on function private.refuse(int, text, text) to anon, authenticated, service_role;
comment on function private.refuse(int, text, text) is
	'A domain refusal: PostgREST answers with this HTTP status and the stable code as its message.';

create function private.refuse_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
	perform private.refuse(409, 'append_only', tg_table_name);
	return null;
end $$;
comment on function private.refuse_change() is 'Trigger of tables that only grow.';

create function private.uid() returns uuid
language sql stable security invoker set search_path = ''
as $$ select auth.uid() $$;
grant execute on function private.uid() to anon, authenticated, service_role;

-- Last line of defence: no public text carries a mobile number, whatever the application forgot.
create function private.is_masked(body text) returns boolean
language sql immutable set search_path = ''
as $$ select body !~ '(^|[^0-9])1[3-9][0-9]{9}($|[^0-9])' $$;
grant execute on function private.is_masked(text) to anon, authenticated, service_role;

create function private.visible_length(body text) returns int
language sql immutable set search_path = ''
as $$
	select char_length(regexp_replace(
		coalesce(body, ''),
		'[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]',
		'', 'g'))
$$;
grant execute on function private.visible_length(text) to anon, authenticated, service_role;
comment on function private.visible_length(text) is 'Characters that a reader sees: no spaces, zero-width or bidi marks.';

-- Long-running work is handed to graphile-worker in the same transaction as the change that asks for it.
create function private.enqueue(
	task text, payload json default '{}', job_key text default null, run_at timestamptz default null, priority int default 0
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform graphile_worker.add_job(
		identifier => task, payload => payload, job_key => job_key, run_at => run_at, priority => priority);
end $$;
comment on function private.enqueue(text, json, text, timestamptz, int) is
	'Enqueues a worker job; called by functions of the rooms. A lower priority number runs first.';
