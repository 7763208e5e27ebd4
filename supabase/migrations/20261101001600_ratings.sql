-- Ratings (评价) of a response, and the rules that follow from them. What was said is public; who said it is not.

create table public.ratings (
	id bigint generated always as identity primary key,
	response_id bigint not null references public.responses,
	revision smallint not null,
	by_author boolean not null,
	to_the_point boolean,
	solved boolean,
	satisfaction smallint not null check (satisfaction between 1 and 5),
	comment text not null default '' check (char_length(comment) <= 1000),
	rated_at timestamptz not null default private.now(),
	changed_at timestamptz not null default private.now(),
	constraint ratings_masked check (private.is_masked(comment))
);
comment on table public.ratings is 'What those who raised or supported an issue say of its answer; never who said it.';
comment on column public.ratings.revision is 'The revision of the answer that was seen.';
comment on column public.ratings.by_author is 'By the issue’s author rather than a supporter.';
comment on column public.ratings.satisfaction is 'From 1, very dissatisfied, to 5, very satisfied.';
comment on column public.ratings.comment is 'The masked public copy.';
create index ratings_of_response on public.ratings (response_id, id);
create index ratings_time on public.ratings (rated_at);
create table private.rating_owners (
	response_id bigint not null references public.responses,
	account_id uuid not null references private.accounts,
	rating_id bigint not null unique references public.ratings,
	comment_original text not null default '',
	primary key (response_id, account_id)
);
comment on table private.rating_owners is 'Who gave which rating, and the comment as typed.';
alter table private.rating_owners enable row level security;
create index rating_owners_account on private.rating_owners (account_id);

alter table public.ratings enable row level security;
create policy ratings_read on public.ratings for select to anon, authenticated, service_role
	using (exists (select from public.responses r where r.id = ratings.response_id));
grant select on public.ratings to anon, authenticated, service_role;

-- Raw counts of each response's ratings, for the issue's own page, where nothing is withheld.
create view public.rating_summaries with (security_invoker = true) as
	select g.response_id,
		count(*)::int as ratings,
		count(g.solved)::int as solved_asked, (count(*) filter (where g.solved))::int as solved,
		count(g.to_the_point)::int as to_the_point_asked, (count(*) filter (where g.to_the_point))::int as to_the_point,
		(count(*) filter (where g.satisfaction = 5))::int as very_satisfied,
		(count(*) filter (where g.satisfaction = 4))::int as satisfied,
		(count(*) filter (where g.satisfaction = 3))::int as fairly_satisfied,
		(count(*) filter (where g.satisfaction = 2))::int as dissatisfied,
		(count(*) filter (where g.satisfaction = 1))::int as very_dissatisfied,
		(count(*) filter (where g.comment <> ''))::int as comments
	from public.ratings g
	group by g.response_id;
comment on view public.rating_summaries is 'Raw counts per response; one row only where there is a rating.';
grant select on public.rating_summaries to anon, authenticated, service_role;

-- The author, and those whose vote was active when the answer was published.
create function private.may_rate(response public.responses, account uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from private.issue_origins o where o.issue_id = (response).issue_id and o.author_id = account)
		or exists (
			select from private.votes v
			where v.issue_id = (response).issue_id and v.account_id = account and v.cast_at <= (response).published_at
				and (v.state = 'active' or v.state = 'withdrawn' and v.changed_at > (response).published_at))
		or exists (
			select from private.vote_spans s
			where s.issue_id = (response).issue_id and s.account_id = account
				and s.cast_at <= (response).published_at and s.withdrawn_at > (response).published_at)
$$;

-- Reopen or confirm, from the ratings of one response.
create function private.apply_rating_rules(response bigint) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	rated public.responses;
	current_issue public.issues;
	author_solved boolean;
	answered int;
	not_solved int;
begin
	select * into rated from public.responses r where r.id = response;
	current_issue := private.lock_issue(rated.issue_id);
	if rated.round <> current_issue.round then
		return;
	end if;
	select bool_and(r.solved) filter (where r.by_author), count(r.solved), count(*) filter (where not r.solved)
	into author_solved, answered, not_solved
	from public.ratings r where r.response_id = response;
	if current_issue.status = 'confirmed' and current_issue.status_at < private.now() - interval '60 days' then
		return;
	end if;
	if rated.reopened_at is null and current_issue.status in ('answered', 'resolved', 'confirmed')
		and (author_solved is false or (answered >= 5 and not_solved * 2 > answered))
	then
		perform private.reopen(rated.issue_id, 'rule',
			jsonb_build_object('because', case when author_solved is false then 'author' else 'ratings' end,
				'not_solved', not_solved, 'ratings', answered));
	elsif author_solved and current_issue.status = 'resolved' then
		perform private.change_status(rated.issue_id, 'confirmed', 'rule', 'confirmed', jsonb_build_object('because', 'author'));
	end if;
end $$;

create function private.rate_response(
	response bigint, seen_revision int, satisfaction int, solved boolean default null, to_the_point boolean default null,
	comment text default '', comment_original text default ''
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	rated public.responses;
	mine public.ratings;
	mine_id bigint;
begin
	select * into rated from public.responses r where r.id = response;
	if rated.id is null or not exists (select from public.issues i where i.id = rated.issue_id and i.is_public) then
		perform private.refuse(404, 'response_not_found');
	end if;
	-- Serialises the raters of one issue, so the rule counts every rating once.
	perform private.lock_issue(rated.issue_id);
	if not private.may_rate(rated, me) then
		perform private.refuse(403, 'rating_needs_vote');
	end if;
	if satisfaction is null or satisfaction not between 1 and 5 then
		perform private.refuse(422, 'satisfaction_required');
	end if;
	if char_length(comment) > 1000 then
		perform private.refuse(422, 'comment_too_long');
	end if;
	select o.rating_id into mine_id from private.rating_owners o where o.response_id = response and o.account_id = me;
	if mine_id is null then
		insert into public.ratings (response_id, revision, by_author, to_the_point, solved, satisfaction, comment)
		values (response, least(coalesce(seen_revision, rated.revision), rated.revision), private.is_author(rated.issue_id),
			rate_response.to_the_point, rate_response.solved, rate_response.satisfaction, coalesce(rate_response.comment, ''))
		returning * into mine;
		insert into private.rating_owners (response_id, account_id, rating_id, comment_original)
		values (response, me, mine.id, coalesce(rate_response.comment_original, ''));
	else
		select * into mine from public.ratings r where r.id = mine_id;
		if mine.rated_at < private.now() - interval '14 days' then
			perform private.refuse(409, 'rating_final');
		end if;
		update public.ratings r set
			revision = least(coalesce(seen_revision, rated.revision), rated.revision), to_the_point = rate_response.to_the_point,
			solved = rate_response.solved, satisfaction = rate_response.satisfaction,
			comment = coalesce(rate_response.comment, ''), changed_at = private.now()
		where r.id = mine_id;
		update private.rating_owners o set comment_original = coalesce(rate_response.comment_original, '') where o.rating_id = mine_id;
	end if;
	perform private.apply_rating_rules(response);
end $$;

-- The caller's rating of an issue's latest answer, and whether the caller may rate it; no row without an answer.
create function private.my_rating(issue bigint)
returns table (response_id bigint, may_rate boolean, rating_id bigint, satisfaction smallint, solved boolean, to_the_point boolean,
	comment text, rated_at timestamptz, changeable_until timestamptz)
language sql stable security definer set search_path = ''
as $$
	select r.id, private.may_rate(r, auth.uid()), g.id, g.satisfaction, g.solved, g.to_the_point, o.comment_original, g.rated_at,
		g.rated_at + interval '14 days'
	from public.responses r
	left join private.rating_owners o on o.response_id = r.id and o.account_id = auth.uid()
	left join public.ratings g on g.id = o.rating_id
	where r.issue_id = my_rating.issue
	order by r.round desc limit 1
$$;

create function private.my_rated() returns table (response_id bigint, issue_id bigint, title text, satisfaction smallint, solved boolean, rated_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select r.id, i.id, i.title, g.satisfaction, g.solved, g.rated_at
	from private.rating_owners o
	join public.ratings g on g.id = o.rating_id
	join public.responses r on r.id = o.response_id
	join public.issues i on i.id = r.issue_id
	where o.account_id = auth.uid() and i.is_public
	order by g.rated_at desc limit 200
$$;

-- Resolved for 30 days without contest and with at least one rating that says solved: the residents confirm.
-- Run daily by the worker; running it again changes nothing.
create function private.confirm_uncontested() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	due record;
	confirmed int := 0;
begin
	for due in
		select i.id from public.issues i
		join public.responses r on r.issue_id = i.id and r.round = i.round
		where i.status = 'resolved' and i.status_at <= private.now() - interval '30 days'
			and exists (select from public.ratings g where g.response_id = r.id and g.solved)
			and not exists (select from public.ratings g where g.response_id = r.id and not g.solved)
		order by i.id
	loop
		if (private.lock_issue(due.id)).status = 'resolved' then
			perform private.change_status(due.id, 'confirmed', 'rule', 'confirmed', jsonb_build_object('because', 'uncontested'));
			confirmed := confirmed + 1;
		end if;
	end loop;
	return confirmed;
end $$;

call private.expose('rate_response', 'authenticated', 'Rates an answer; rating again changes the rating.');
call private.expose('my_rating', 'authenticated',
	'The caller’s rating of an issue’s latest answer, and whether they may rate it.');
call private.expose('my_rated', 'authenticated', 'What the caller has rated.');
call private.expose('confirm_uncontested', 'service_role', 'Confirms resolved issues that nobody contested in time; run daily.');
