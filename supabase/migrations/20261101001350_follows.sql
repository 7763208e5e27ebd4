-- Follows (关注), the news of what moved, and what a person did: the personal side of public pages.

create table private.follows (
	issue_id bigint not null references public.issues,
	account_id uuid not null references private.accounts,
	is_active boolean not null default true,
	followed_at timestamptz not null default private.now(),
	primary key (issue_id, account_id)
);
comment on table private.follows is 'Who follows which issue.';
alter table private.follows enable row level security;
create index follows_of_account on private.follows (account_id, issue_id) where is_active;
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
	on conflict (issue_id, account_id) do update set is_active = wanted, followed_at = private.now();
	update public.issue_counters c set follows = (
		select count(*) from private.follows f where f.issue_id = issue and f.is_active)
	where c.issue_id = issue;
end $$;

-- What moved on the issues that the caller follows, voted for or wrote. New is what came after both the last look and
-- the day on which the issue became theirs: who supports an old issue is not told its past.
create view private.my_moves with (security_invoker = true) as
	with ties as (
		select f.issue_id, f.followed_at as since from private.follows f where f.account_id = auth.uid() and f.is_active
		union all select v.issue_id, v.cast_at from private.votes v where v.account_id = auth.uid() and v.state = 'active'
		union all select o.issue_id, '-infinity' from private.issue_origins o where o.author_id = auth.uid()
	), mine as (
		select t.issue_id, min(t.since) as since from ties t group by t.issue_id
	)
	select e.id as event_id, i.id as issue_id, i.title, i.status, e.kind, e.at, e.round, e.actor_role, e.actor_department,
		e.at > greatest(m.since, (select s.seen_at from private.news_seen s where s.account_id = auth.uid())) as is_new
	from mine m
	join public.issues i on i.id = m.issue_id
	join public.issue_events e on e.issue_id = i.id
	where (e.visibility = 'public' and i.is_public
			or e.visibility = 'author' and exists (
				select from private.issue_origins o where o.issue_id = i.id and o.author_id = auth.uid()))
		and e.kind <> 'submitted';
comment on view private.my_moves is 'What happened in the issues that the caller wrote, supports or follows.';

-- Newest first, before a given event.
create function private.my_news(before_id bigint, page_size int)
returns table (event_id bigint, issue_id bigint, title text, status public.issue_status, kind text, at timestamptz, round smallint,
	actor_role public.actor_role, actor_department text, is_new boolean)
language sql stable security definer set search_path = ''
as $$
	select n.event_id, n.issue_id, n.title, n.status, n.kind, n.at, n.round, n.actor_role, n.actor_department, n.is_new
	from private.my_moves n
	where before_id is null or n.event_id < before_id
	order by n.event_id desc
	limit least(greatest(page_size, 1), 100)
$$;

-- How much is new; counted to 100, beyond which nobody asks how many.
create function private.my_unread_news() returns int
language sql stable security definer set search_path = ''
as $$ select count(*)::int from (select from private.my_moves n where n.is_new limit 100) as unread $$;

create function private.see_news() returns void
language sql security definer set search_path = ''
as $$
	insert into private.news_seen (account_id, seen_at) values (private.require_account(), private.now())
	on conflict (account_id) do update set seen_at = excluded.seen_at
$$;

-- Which of these issues did the caller vote for, follow or write? The personal overlay of public pages.
create function private.my_marks(issue_ids bigint[])
returns table (issue_id bigint, voted boolean, followed boolean, is_author boolean)
language sql stable security definer set search_path = ''
as $$
	select a.id,
		exists (select from private.votes v where v.issue_id = a.id and v.account_id = auth.uid() and v.state = 'active'),
		exists (select from private.follows f where f.issue_id = a.id and f.account_id = auth.uid() and f.is_active),
		private.is_author(a.id)
	from unnest(issue_ids[1:200]) as a (id)
$$;

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

-- The caller's followed issues, the latest followed first.
create function private.my_follows()
returns table (issue_id bigint, title text, status public.issue_status, followed_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.status, f.followed_at
	from private.follows f join public.issues i on i.id = f.issue_id
	where f.account_id = auth.uid() and f.is_active and i.is_public
	order by f.followed_at desc limit 200
$$;
create function public.my_follows()
returns table (issue_id bigint, title text, status public.issue_status, followed_at timestamptz)
language sql stable security invoker set search_path = '' as $$ select * from private.my_follows() $$;
comment on function public.my_follows is 'The issues that the caller follows.';
grant execute on function private.my_follows(), public.my_follows() to authenticated;

create function public.follow_issue(issue bigint, wanted boolean) returns void
language sql security invoker set search_path = '' as $$ select private.follow_issue(issue, wanted) $$;
comment on function public.follow_issue is 'Follows an issue or stops following it.';
create function public.my_news(before_id bigint default null, page_size int default 30)
returns table (event_id bigint, issue_id bigint, title text, status public.issue_status, kind text, at timestamptz, round smallint,
	actor_role public.actor_role, actor_department text, is_new boolean)
language sql stable security invoker set search_path = '' as $$ select * from private.my_news(before_id, page_size) $$;
comment on function public.my_news is 'What happened in the caller’s issues, newest first.';
create function public.my_unread_news() returns int
language sql stable security invoker set search_path = '' as $$ select private.my_unread_news() $$;
comment on function public.my_unread_news is 'How much of the news the caller has not seen.';
create function public.see_news() returns void
language sql security invoker set search_path = '' as $$ select private.see_news() $$;
comment on function public.see_news is 'Notes that the caller has seen the news.';
create function public.my_marks(issue_ids bigint[])
returns table (issue_id bigint, voted boolean, followed boolean, is_author boolean)
language sql stable security invoker set search_path = '' as $$ select * from private.my_marks(issue_ids) $$;
comment on function public.my_marks is 'Which of these issues the caller supports, follows or wrote.';
create function public.my_votes()
returns table (issue_id bigint, title text, status public.issue_status, cast_at timestamptz)
language sql stable security invoker set search_path = '' as $$ select * from private.my_votes() $$;
comment on function public.my_votes is 'The issues that the caller supports.';
grant execute on function private.follow_issue(bigint, boolean), private.my_news(bigint, int), private.my_unread_news(), private.see_news(),
	private.my_marks(bigint[]), private.my_votes(),
	public.follow_issue(bigint, boolean), public.my_news(bigint, int), public.my_unread_news(), public.see_news(),
	public.my_marks(bigint[]), public.my_votes() to authenticated;
