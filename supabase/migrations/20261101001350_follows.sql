-- Follows (关注), the news of what moved, and what a person did: the personal side of public pages.

create table private.follows (
	issue_id bigint not null references public.issues,
	account_id uuid not null references private.accounts,
	is_active boolean not null default true,
	origin_issue_id bigint references public.issues,
	followed_at timestamptz not null default private.now(),
	primary key (issue_id, account_id)
);
comment on table private.follows is 'Who follows which issue.';
comment on column private.follows.origin_issue_id is 'The issue that was followed, where a merge brought it here.';
alter table private.follows enable row level security;
create index follows_of_account on private.follows (account_id, issue_id) where is_active;
create index follows_origin on private.follows (origin_issue_id) where origin_issue_id is not null;
create table private.news_seen (
	account_id uuid primary key references private.accounts,
	seen_at timestamptz not null
);
comment on table private.news_seen is 'Until when a person has seen the news.';
alter table private.news_seen enable row level security;

create function private.follow_issue(issue bigint, wanted boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare me uuid := private.require_account();
begin
	perform from public.issue_counters c where c.issue_id = issue for update;
	if not exists (select from public.issues i where i.id = issue and i.is_public) then
		perform private.refuse(404, 'issue_not_found');
	end if;
	insert into private.follows as f (issue_id, account_id, is_active) values (issue, me, wanted)
	on conflict (issue_id, account_id) do update set is_active = wanted, followed_at = private.now()
	where f.is_active <> wanted;
	update public.issue_counters c set follows = (
		select count(*) from private.follows f where f.issue_id = issue and f.is_active)
	where c.issue_id = issue;
end $$;

-- What moved on the issues that a person follows, voted for or wrote. New is what came after both the last look and the
-- day on which the issue became theirs: who supports an old issue is not told its past.
create view private.moves with (security_invoker = true) as
	with ties as (
		select f.account_id, f.issue_id, f.followed_at as since from private.follows f where f.is_active
		union all select v.account_id, v.issue_id, v.cast_at from private.votes v where v.state = 'active'
		union all select o.author_id, o.issue_id, '-infinity' from private.issue_origins o
	), theirs as (
		select t.account_id, t.issue_id, min(t.since) as since from ties t group by t.account_id, t.issue_id
	)
	select t.account_id, e.id as event_id, i.id as issue_id, i.title, i.status, e.kind, e.at, e.round, e.actor_role, e.actor_department,
		e.at > greatest(t.since, (select s.seen_at from private.news_seen s where s.account_id = t.account_id)) as is_new
	from theirs t
	join public.issues i on i.id = t.issue_id
	join public.issue_events e on e.issue_id = i.id
	where (e.visibility = 'public' and i.is_public
			or e.visibility = 'author' and exists (
				select from private.issue_origins o where o.issue_id = i.id and o.author_id = t.account_id))
		and e.kind <> 'submitted';
comment on view private.moves is 'What happened in the issues that somebody wrote, supports or follows.';

-- Newest first, before a given event.
create function private.my_news(before_id bigint default null, page_size int default 30)
returns table (event_id bigint, issue_id bigint, title text, status public.issue_status, kind text, at timestamptz, round smallint,
	actor_role public.actor_role, actor_department text, is_new boolean)
language sql stable security definer set search_path = ''
as $$
	select n.event_id, n.issue_id, n.title, n.status, n.kind, n.at, n.round, n.actor_role, n.actor_department, n.is_new
	from private.moves n
	where n.account_id = auth.uid() and (before_id is null or n.event_id < before_id)
	order by n.event_id desc
	limit least(greatest(page_size, 1), 100)
$$;

-- How much is new; counted to 100, beyond which nobody asks how many.
create function private.unread_news(account uuid) returns int
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select count(*) from (select from private.moves n where n.account_id = unread_news.account and n.is_new limit 100) as unread);
end $$;

create function private.see_news() returns void
language sql security definer set search_path = ''
as $$
	insert into private.news_seen (account_id, seen_at) values (private.require_account(), private.now())
	on conflict (account_id) do update set seen_at = excluded.seen_at
$$;

-- Who voted for, follows or wrote which issue? The personal overlay of public pages, for many people at once: one row per
-- pair.
create function private.marks(account_ids uuid[], issue_ids bigint[])
returns table (ord bigint, voted boolean, followed boolean, is_author boolean)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.ord,
		exists (select from private.votes v where v.issue_id = p.issue and v.account_id = p.account and v.state = 'active'),
		exists (select from private.follows f where f.issue_id = p.issue and f.account_id = p.account and f.is_active),
		exists (select from private.issue_origins o where o.issue_id = p.issue and o.author_id = p.account)
	from unnest(account_ids, issue_ids) with ordinality as p (account, issue, ord);
end $$;

-- What pages that residents share show of each of these signed-in residents: how much news waits, and which of the issues
-- they support. No row for a session that is over, nor for whoever holds a role and so needs pages of their own.
create function private.resident_parts(session_ids text[], issue_ids bigint[])
returns table (ord bigint, unread int, supported bigint[])
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.move_idle_ends(session_ids);
	return query
	select l.ord,
		-- As unread_news() counts, but started once for all of them and not once for each.
		(select count(*)::int from (
			select from private.moves n where n.account_id = l.account_id and n.is_new limit 100) as unread),
		array(
			select v.issue_id from private.votes v
			where v.account_id = l.account_id and v.issue_id = any (issue_ids) and v.state = 'active')
	from private.living_sessions(session_ids) l
	where l.kind = 'resident' and not exists (
		select from public.role_grants g
		where g.account_id = l.account_id and g.revoked_at is null and g.valid_from <= private.now());
end $$;
create function public.resident_parts(session_ids text[], issue_ids bigint[])
returns table (ord bigint, unread int, supported bigint[])
language sql security invoker set search_path = ''
as $$ select * from private.resident_parts(session_ids, issue_ids) $$;
comment on function public.resident_parts is
	'What pages that residents share show of each: their news, and which of the issues they support; moves the idle end on.';
grant execute on function private.resident_parts(text[], bigint[]), public.resident_parts(text[], bigint[]) to service_role;

-- The caller's votes, newest first.
create function private.my_votes()
returns table (issue_id bigint, title text, status public.issue_status, cast_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.status, v.cast_at
	from private.votes v join public.issues i on i.id = v.issue_id
	where v.account_id = auth.uid() and v.state = 'active' and i.is_public
	order by v.cast_at desc limit 200
$$;

-- The caller's followed issues, the latest followed first; a merged one is followed where it went on.
create function private.my_follows()
returns table (issue_id bigint, title text, status public.issue_status, followed_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.status, f.followed_at
	from private.follows f join public.issues i on i.id = f.issue_id
	where f.account_id = auth.uid() and f.is_active and i.is_public and i.status <> 'merged'
	order by f.followed_at desc limit 200
$$;

call private.expose('my_follows', 'authenticated', 'The issues that the caller follows.');
call private.expose('follow_issue', 'authenticated', 'Follows an issue or stops following it.');
call private.expose('my_news', 'authenticated', 'What happened in the caller’s issues, newest first.');
call private.expose('see_news', 'authenticated', 'Notes that the caller has seen the news.');
call private.expose('marks', 'service_role',
	'Whether each of these people supports, follows or wrote the issue beside their name.');
call private.expose('my_votes', 'authenticated', 'The issues that the caller supports.');
