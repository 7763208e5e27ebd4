-- What the worker takes for repeats: pairs, gathered into clusters, until somebody confirms or dismisses them.

create table private.repeat_suggestions (
	issue_id bigint not null references public.issues,
	other_id bigint not null references public.issues,
	cluster bigint not null,
	score real not null,
	years boolean not null,
	levels boolean not null,
	channels boolean not null,
	state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
	suggested_at timestamptz not null default private.now(),
	decided_at timestamptz,
	decided_as public.actor_role,
	primary key (issue_id, other_id),
	constraint repeat_suggestions_order check (issue_id > other_id)
);
comment on table private.repeat_suggestions is 'Pairs of issues that may tell the same matter; a dismissed one is never suggested again.';
comment on column private.repeat_suggestions.cluster is 'The smallest number of all issues that open pairs join.';
comment on column private.repeat_suggestions.score is 'How alike their texts are, from 0 to 1.';
comment on column private.repeat_suggestions.years is '多年: told at least repeat_months() apart.';
comment on column private.repeat_suggestions.levels is '多层: on different levels of the region tree.';
comment on column private.repeat_suggestions.channels is '多头: through different channels.';
comment on column private.repeat_suggestions.decided_as is 'The role of whoever confirmed or dismissed it.';
alter table private.repeat_suggestions enable row level security;
create index repeat_suggestions_cluster on private.repeat_suggestions (cluster) where state = 'open';
create index repeat_suggestions_other on private.repeat_suggestions (other_id);

create table private.repeat_checks (
	issue_id bigint primary key references public.issues,
	checked_at timestamptz not null default private.now()
);
comment on table private.repeat_checks is 'Issues that the worker has looked for repeats of.';
alter table private.repeat_checks enable row level security;

create function private.repeat_months() returns int
language sql immutable set search_path = '' as $$ select 6 $$;
comment on function private.repeat_months() is 'Told this many months apart, the same matter is a repeat over the years.';

-- Public issues that nobody looked at yet, with the text to look for.
create function private.issues_to_check(slice int)
returns table (issue_id bigint, title text, body text, region_id int)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.body, i.region_id
	from public.issues i
	where i.is_public and i.status <> 'merged' and not exists (select from private.repeat_checks c where c.issue_id = i.id)
	order by i.published_at desc, i.id desc limit slice
$$;

-- Notes what was found alike for an issue. A pair becomes a suggestion when it was told long apart, on another level or
-- through another channel, stands in no common group and was not decided about before. Answers how many are new.
create function private.suggest_repeats(issue bigint, others bigint[], scores real[]) returns int
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	added int := 0;
	pair record;
	together bigint;
begin
	perform private.lock_repeats();
	insert into private.repeat_checks (issue_id) values (suggest_repeats.issue)
	on conflict (issue_id) do update set checked_at = excluded.checked_at;
	for pair in
		select greatest(a.id, b.id) as one, least(a.id, b.id) as other, f.score,
			abs(extract(epoch from a.told_at - b.told_at)) >= private.repeat_months() * 30.4 * 86400 as years,
			r.level <> s.level as levels, a.channel <> b.channel as channels
		from unnest(others, scores) f (id, score)
		join public.issues b on b.id = f.id and b.is_public and b.status <> 'merged'
		join public.issues a on a.id = suggest_repeats.issue and a.is_public and a.status <> 'merged' and a.id <> b.id
		join public.regions r on r.id = a.region_id
		join public.regions s on s.id = b.region_id
		where not exists (
			select from public.repeat_members m join public.repeat_members n using (group_id)
			where m.issue_id = a.id and n.issue_id = b.id)
		order by f.score desc
	loop
		continue when not (pair.years or pair.levels or pair.channels);
		select least(pair.other, min(s.cluster)) into together
		from private.repeat_suggestions s
		where s.state = 'open' and (s.issue_id in (pair.one, pair.other) or s.other_id in (pair.one, pair.other));
		insert into private.repeat_suggestions (issue_id, other_id, cluster, score, years, levels, channels)
		values (pair.one, pair.other, together, pair.score, pair.years, pair.levels, pair.channels)
		on conflict do nothing;
		continue when not found;
		added := added + 1;
		update private.repeat_suggestions s set cluster = together
		where s.state = 'open' and s.cluster <> together and s.cluster in (
			select t.cluster from private.repeat_suggestions t
			where t.state = 'open' and (t.issue_id in (pair.one, pair.other) or t.other_id in (pair.one, pair.other)));
	end loop;
	return added;
end $$;
comment on function private.suggest_repeats(bigint, bigint[], real[]) is 'Called by the worker for each issue with what is alike; also when nothing is.';

-- Clusters that touch the caller's regions, the newest suggestion first: one row per issue and cluster.
create function private.repeat_clusters(page_size int default 20, before_cluster bigint default null)
returns table (
	cluster bigint, issue_id bigint, title text, region_id int, category_key text, channel public.issue_channel,
	status public.issue_status, told_at timestamptz, votes int, answer text, score real, group_id bigint)
language sql stable security definer set search_path = ''
as $$
	with open_pairs as (
		select s.* from private.repeat_suggestions s
		where s.state = 'open' and (before_cluster is null or s.cluster < before_cluster)
	), ends as (
		select p.cluster, p.issue_id as id, p.score from open_pairs p
		union all
		select p.cluster, p.other_id, p.score from open_pairs p
	), chosen as (
		select e.cluster from ends e join public.issues i on i.id = e.id
		where i.is_public and i.status <> 'merged' and i.path operator(extensions.<@) any (
			(select private.granted_paths('intake_officer', 'supervisor', 'commission_lead'))::extensions.ltree[])
		group by e.cluster order by e.cluster desc limit least(greatest(page_size, 1), 50)
	)
	select e.cluster, i.id, i.title, i.region_id, i.category_key, i.channel, i.status, i.told_at, n.votes, left(a.body, 120),
		max(e.score), m.group_id
	from ends e
	join chosen c on c.cluster = e.cluster
	join public.issues i on i.id = e.id and i.is_public and i.status <> 'merged'
	join public.issue_counters n on n.issue_id = i.id
	left join public.repeat_members m on m.issue_id = i.id
	left join lateral (
		select r.body from public.responses r where r.issue_id = i.id order by r.round desc limit 1) a on true
	group by e.cluster, i.id, n.votes, a.body, m.group_id
	order by e.cluster desc, i.told_at, i.id
$$;

-- A decision about a whole cluster: what was chosen is one matter, every other pair of it is none.
create function private.confirm_repeats(cluster bigint, issues bigint[], category text default null, note text default '') returns bigint
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
	acting public.actor_role;
	made bigint;
begin
	perform private.lock_repeats();
	if not exists (select from private.repeat_suggestions s where s.cluster = confirm_repeats.cluster and s.state = 'open') then
		perform private.refuse(409, 'repeat_decided_meanwhile');
	end if;
	made := private.group_repeats(issues, category, note);
	acting := private.require_grouping_role(issues);
	update private.repeat_suggestions s set
		state = case when s.issue_id = any (issues) and s.other_id = any (issues) then 'confirmed' else 'dismissed' end,
		decided_at = private.now(), decided_as = acting
	where s.cluster = confirm_repeats.cluster and s.state = 'open';
	return made;
end $$;

create function private.dismiss_repeats(cluster bigint) returns void
language plpgsql security definer set search_path = ''
as $$
declare acting public.actor_role;
begin
	perform private.lock_repeats();
	select private.grouping_role(i.path) into acting
	from private.repeat_suggestions s join public.issues i on i.id in (s.issue_id, s.other_id)
	where s.cluster = dismiss_repeats.cluster and s.state = 'open'
	order by private.grouping_role(i.path) nulls last limit 1;
	if not found then
		perform private.refuse(409, 'repeat_decided_meanwhile');
	end if;
	if acting is null then
		perform private.refuse(403, 'role_required', 'intake_officer');
	end if;
	update private.repeat_suggestions s set state = 'dismissed', decided_at = private.now(), decided_as = acting
	where s.cluster = dismiss_repeats.cluster and s.state = 'open';
end $$;

call private.expose('repeat_clusters', 'authenticated',
	'Issues that may tell the same matter, for whoever decides about it in one of their regions.');
call private.expose('confirm_repeats', 'authenticated',
	'Makes a group of what was chosen of a cluster; the rest of it is dismissed.');
call private.expose('dismiss_repeats', 'authenticated', 'These issues tell different matters; they are not suggested again.');
