-- Votes (附议). One row per person and issue, never deleted; the count is the number of active rows.

create type public.vote_state as enum ('active', 'withdrawn', 'invalidated', 'carried');

create table private.votes (
	issue_id bigint not null references public.issues,
	account_id uuid not null references private.accounts,
	state public.vote_state not null default 'active',
	origin_issue_id bigint references public.issues,
	verification smallint not null,
	cast_at timestamptz not null default private.now(),
	changed_at timestamptz not null default private.now(),
	primary key (issue_id, account_id)
);
comment on table private.votes is 'Who supports what; only the sum in public.issue_counters is public.';
comment on column private.votes.state is 'A merge carries a vote along; an invalid one stays, uncounted.';
comment on column private.votes.origin_issue_id is 'The issue it was cast on, where a merge brought it here.';
comment on column private.votes.verification is 'How surely the person was known when voting.';
alter table private.votes enable row level security;
create index votes_of_account on private.votes (account_id, cast_at desc);
create index votes_origin on private.votes (origin_issue_id) where origin_issue_id is not null;

-- A withdrawn vote's time of being active: whoever supported when the answer came may rate it.
create table private.vote_spans (
	issue_id bigint not null references public.issues,
	account_id uuid not null references private.accounts,
	cast_at timestamptz not null,
	withdrawn_at timestamptz not null,
	primary key (issue_id, account_id, cast_at)
);
comment on table private.vote_spans is
	'Support that was given and taken back, so that past months count what stood then.';
alter table private.vote_spans enable row level security;

create function private.open_for_votes() returns public.issue_status[]
language sql immutable set search_path = ''
as $$ select array['published', 'assigned', 'answered', 'in_progress', 'resolved', 'reopened']::public.issue_status[] $$;

-- Many votes in one transaction; answers one outcome per asked row, in order:
-- counted, already_counted, issue_not_open, account_not_allowed, own_issue; session_over where no account is given.
create function private.cast_votes(issue_ids bigint[], account_ids uuid[]) returns text[]
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	-- Asked once: a batch has hundreds of rows.
	this_moment timestamptz := private.now();
	open_statuses public.issue_status[] := private.open_for_votes();
	outcomes text[];
begin
	-- Counters are locked in the order of their ids, so two batches never wait for each other in a circle.
	perform from public.issue_counters c where c.issue_id = any (cast_votes.issue_ids) order by c.issue_id for update;
	with asked as (
		select a.ord, a.issue_id, a.account_id
		from unnest(cast_votes.issue_ids, cast_votes.account_ids) with ordinality as a (issue_id, account_id, ord)
	), judged as (
		select a.ord, a.issue_id, a.account_id, p.verification,
			case
				when a.account_id is null then 'session_over'
				when i.id is null or i.status <> all (open_statuses) then 'issue_not_open'
				when p.id is null then 'account_not_allowed'
				when o.author_id = a.account_id then 'own_issue'
				when v.state in ('active', 'carried') then 'already_counted'
				when v.state = 'invalidated' then 'account_not_allowed'
				when row_number() over (partition by a.issue_id, a.account_id order by a.ord) > 1 then 'already_counted'
				else 'counted'
			end as outcome
		from asked a
		left join public.issues i on i.id = a.issue_id
		left join private.issue_origins o on o.issue_id = a.issue_id
		left join private.accounts p on p.id = a.account_id and p.kind = 'resident' and p.verification >= 1
			and p.disabled_at is null and p.erased_at is null
		left join private.votes v on v.issue_id = a.issue_id and v.account_id = a.account_id
	), written as (
		insert into private.votes as v (issue_id, account_id, verification, cast_at, changed_at)
		select j.issue_id, j.account_id, j.verification, this_moment, this_moment from judged j where j.outcome = 'counted'
		on conflict (issue_id, account_id) do update
			set state = 'active', cast_at = this_moment, changed_at = this_moment, verification = excluded.verification
			where v.state = 'withdrawn'
		returning v.issue_id
	), counted as (
		update public.issue_counters c set votes = c.votes + w.added
		from (select issue_id, count(*)::int as added from written group by issue_id) w
		where c.issue_id = w.issue_id
		returning c.issue_id
	)
	select coalesce(array_agg(j.outcome order by j.ord), '{}') into outcomes from judged j;
	return outcomes;
end $$;

-- The same for withdrawing: withdrawn, not_voted, issue_not_open, account_not_allowed, session_over.
create function private.withdraw_votes(issue_ids bigint[], account_ids uuid[]) returns text[]
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	this_moment timestamptz := private.now();
	open_statuses public.issue_status[] := private.open_for_votes();
	outcomes text[];
begin
	perform from public.issue_counters c where c.issue_id = any (withdraw_votes.issue_ids) order by c.issue_id for update;
	with asked as (
		select a.ord, a.issue_id, a.account_id
		from unnest(withdraw_votes.issue_ids, withdraw_votes.account_ids) with ordinality as a (issue_id, account_id, ord)
	), judged as (
		select a.ord, a.issue_id, a.account_id, v.cast_at,
			case
				when a.account_id is null then 'session_over'
				when i.id is null or i.status <> all (open_statuses) then 'issue_not_open'
				when p.id is null then 'account_not_allowed'
				when v.state is distinct from 'active' then 'not_voted'
				when row_number() over (partition by a.issue_id, a.account_id order by a.ord) > 1 then 'not_voted'
				else 'withdrawn'
			end as outcome
		from asked a
		left join public.issues i on i.id = a.issue_id
		left join private.accounts p on p.id = a.account_id and p.kind = 'resident' and p.disabled_at is null
		left join private.votes v on v.issue_id = a.issue_id and v.account_id = a.account_id
	), spans as (
		insert into private.vote_spans (issue_id, account_id, cast_at, withdrawn_at)
		select j.issue_id, j.account_id, j.cast_at, this_moment from judged j where j.outcome = 'withdrawn'
		on conflict do nothing
	), written as (
		update private.votes v set state = 'withdrawn', changed_at = this_moment
		from judged j
		where j.outcome = 'withdrawn' and v.issue_id = j.issue_id and v.account_id = j.account_id
		returning v.issue_id
	), counted as (
		update public.issue_counters c set votes = c.votes - w.taken
		from (select issue_id, count(*)::int as taken from written group by issue_id) w
		where c.issue_id = w.issue_id
		returning c.issue_id
	)
	select coalesce(array_agg(j.outcome order by j.ord), '{}') into outcomes from judged j;
	return outcomes;
end $$;

-- Whose sessions these are, in the order asked; null for one that is over. Pages move idle time on, votes do not.
-- In plpgsql because it keeps its plan: a SQL function is planned at every call.
create function private.accounts_of_sessions(session_ids text[]) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(array_agg(s.account_id order by a.ord), '{}')
		from unnest(session_ids) with ordinality as a (id, ord)
		left join private.sessions s on s.id = a.id and s.expires_at > pg_catalog.now());
end $$;

-- The votes of signed-in browsers: who they are is decided in the same transaction, so that a vote costs no round trip of
-- its own for that, and a session that was ended counts no more.
create function private.cast_session_votes(issue_ids bigint[], session_ids text[]) returns text[]
language sql security definer set search_path = ''
as $$ select private.cast_votes(issue_ids, private.accounts_of_sessions(session_ids)) $$;

create function private.withdraw_session_votes(issue_ids bigint[], session_ids text[]) returns text[]
language sql security definer set search_path = ''
as $$ select private.withdraw_votes(issue_ids, private.accounts_of_sessions(session_ids)) $$;

call private.expose('cast_session_votes', 'service_role',
	'Casts many votes at once, by the sessions that sent them; an outcome for each.');
call private.expose('withdraw_session_votes', 'service_role',
	'Takes many votes back at once, by the sessions that asked; an outcome for each.');

call private.expose('cast_votes', 'service_role', 'Casts many votes at once, by account; an outcome for each.');
call private.expose('withdraw_votes', 'service_role', 'Takes many votes back at once, by account; an outcome for each.');
