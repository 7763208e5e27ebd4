-- Flags: what anybody says of a public text that should not stand as it is. Never public, and nobody learns who flagged.

create table private.flags (
	id bigint generated always as identity primary key,
	issue_id bigint not null references public.issues,
	response_id bigint references public.responses,
	rating_id bigint references public.ratings,
	reason text not null constraint flags_reason check (
		reason in ('personal_data', 'abuse', 'untrue', 'advertising', 'wrong_place', 'other')),
	words text not null default '' constraint flags_words check (char_length(words) <= 500 and private.is_masked(words)),
	flagger_id uuid references private.accounts,
	flagger_key text not null,
	times int not null default 1,
	raised_at timestamptz not null default private.now(),
	decided_at timestamptz,
	decision text constraint flags_decision check (decision in ('left', 'hidden')),
	decision_event_id bigint references public.issue_events,
	constraint flags_one_thing check (response_id is null or rating_id is null),
	constraint flags_decided_whole check (num_nonnulls(decided_at, decision, decision_event_id) in (0, 3))
);
comment on table private.flags is 'What people say of a public text that should not stand as it is; read by the intake officers of its region.';
comment on column private.flags.response_id is 'With rating_id null too, the issue itself is meant.';
comment on column private.flags.words is 'Masked like every text.';
comment on column private.flags.flagger_id is 'Null without an account.';
comment on column private.flags.flagger_key is
	'Who flagged, as far as one person flags a thing once: the account, or a keyed hash of the network, which is dropped with the decision.';
comment on column private.flags.times is 'How often the same person flagged it: counted, not stored again.';
alter table private.flags enable row level security;
create unique index flags_one_open on private.flags (issue_id, coalesce(response_id, 0), coalesce(rating_id, 0), flagger_key)
	where decided_at is null;
create index flags_open on private.flags (issue_id, raised_at) where decided_at is null;
create index flags_of_flagger on private.flags (flagger_id, decision_event_id) where decision_event_id is not null;
create index flags_response on private.flags (response_id) where response_id is not null;
create index flags_rating on private.flags (rating_id) where rating_id is not null;
create index flags_decision_event on private.flags (decision_event_id) where decision_event_id is not null;

insert into private.attempt_limits (scope, within, at_most) values
	('flag_network', '1 hour', 20), ('flag_network', '1 day', 60), ('flag_account', '1 hour', 10), ('flag_account', '1 day', 30);

-- The text as the public reads it; refuses what is not public.
create function private.flagged_text(issue bigint, response bigint, rating bigint) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare found_text text;
begin
	select case when rating is not null then g.comment when response is not null then r.body else i.body end into found_text
	from public.issues i
	left join public.ratings g on g.id = flagged_text.rating
	left join public.responses r on r.id = coalesce(flagged_text.response, g.response_id) and r.issue_id = i.id
	where i.id = flagged_text.issue and i.is_public and i.status <> 'merged'
		and (response is null and rating is null or r.id is not null);
	if coalesce(found_text, '') = '' then
		perform private.refuse(404, 'flagged_not_found');
	end if;
	return found_text;
end $$;

-- `flagger` null: somebody without an account, known by the keyed hash of the network. Told again it is counted only;
-- so is what comes when a hundred have already flagged the same thing.
create function private.raise_flag(
	issue bigint, reason text, words text, network text, response bigint default null, rating bigint default null, flagger uuid default null
) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	key text := coalesce('account:' || flagger, 'network:' || network);
	told int;
begin
	if flagger is not null and not exists (
		select from private.accounts a where a.id = flagger and a.disabled_at is null and a.erased_at is null)
	then
		perform private.refuse(401, 'sign_in_required');
	end if;
	if num_nonnulls(response, rating) > 1 or network is null then
		perform private.refuse(422, 'flagged_not_found');
	end if;
	perform private.flagged_text(issue, response, rating);
	if reason is null or reason not in ('personal_data', 'abuse', 'untrue', 'advertising', 'wrong_place', 'other') then
		perform private.refuse(422, 'flag_reason_required');
	end if;
	if char_length(words) > 500 then
		perform private.refuse(422, 'flag_words_too_long');
	end if;
	perform private.count_attempt('flag_network', network, 'flag_limit');
	if flagger is not null then
		perform private.count_attempt('flag_account', flagger::text, 'flag_limit');
	end if;
	if (select count(*) from private.flags f
		where f.issue_id = raise_flag.issue and f.response_id is not distinct from response
			and f.rating_id is not distinct from rating and f.decided_at is null) >= 100
	then
		update private.flags f set times = f.times + 1 where f.id = (
			select min(o.id) from private.flags o
			where o.issue_id = raise_flag.issue and o.response_id is not distinct from response
				and o.rating_id is not distinct from rating and o.decided_at is null);
		return 'flagged';
	end if;
	insert into private.flags as f (issue_id, response_id, rating_id, reason, words, flagger_id, flagger_key)
	values (raise_flag.issue, response, rating, raise_flag.reason, coalesce(raise_flag.words, ''), flagger, key)
	on conflict (issue_id, coalesce(response_id, 0), coalesce(rating_id, 0), flagger_key) where decided_at is null
		do update set times = f.times + 1
	returning f.times into told;
	return case when told > 1 then 'flagged_already' else 'flagged' end;
end $$;

-- What is open on an issue, the oldest first; never who flagged.
create function private.open_flags(issue bigint)
returns table (id bigint, response_id bigint, rating_id bigint, reason text, words text, times int, raised_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	perform private.require_role('intake_officer', (select i.path from public.issues i where i.id = open_flags.issue));
	return query
		select f.id, f.response_id, f.rating_id, f.reason, f.words, f.times, f.raised_at
		from private.flags f where f.issue_id = open_flags.issue and f.decided_at is null
		order by f.id limit 500;
end $$;

-- Per issue of the caller's regions. A flag counts as due five days after it was raised.
create function private.flagged_issues() returns table (issue_id bigint, flags int, raised_at timestamptz, due_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select f.issue_id, sum(f.times)::int, min(f.raised_at),
		private.end_of_day(private.local_day(min(f.raised_at)) + 5)
	from private.flags f join public.issues i on i.id = f.issue_id
	where f.decided_at is null
		and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
	group by f.issue_id
$$;

-- Decides what was seen: flags raised after `seen` stay open.
create function private.settle_flags(issue bigint, response bigint, rating bigint, seen bigint, decision text, event bigint) returns int
language plpgsql security definer set search_path = ''
as $$
declare settled int;
begin
	update private.flags f set
		decided_at = private.now(), decision = settle_flags.decision, decision_event_id = event,
		flagger_key = case when f.flagger_id is null then '' else f.flagger_key end
	where f.issue_id = settle_flags.issue and f.response_id is not distinct from response
		and f.rating_id is not distinct from rating and f.id <= seen and f.decided_at is null;
	get diagnostics settled = row_count;
	return settled;
end $$;

-- Which part of an issue an event is about.
create function private.flagged_part(response bigint, rating bigint) returns text
language sql immutable set search_path = ''
as $$ select case when rating is not null then 'comment' when response is not null then 'answer' else 'issue' end $$;

create function private.leave_flagged(
	issue bigint, seen bigint, note text, response bigint default null, rating bigint default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	event bigint;
begin
	perform private.require_role('intake_officer', current_issue.path);
	perform private.require_unclaimed(issue);
	if private.visible_length(note) < 4 or char_length(note) > 500 then
		perform private.refuse(422, 'flag_note_required');
	end if;
	event := private.record_event(current_issue, 'flag_left', 'intake_officer', 'internal',
		jsonb_build_object('part', private.flagged_part(response, rating), 'text', note));
	if private.settle_flags(issue, response, rating, seen, 'left', event) = 0 then
		perform private.refuse(409, 'flag_decided');
	end if;
	perform private.audit('leave_flagged', current_issue.region_id, 'issue:' || issue);
end $$;

call private.expose('raise_flag', 'service_role',
	'Flags a public issue, answer or comment, once per person; the server vouches for account and network.');
call private.expose('open_flags', 'authenticated',
	'Undecided flags on an issue and what hangs under it, for its intake officers.');
call private.expose('leave_flagged', 'authenticated', 'Decides that a flagged text stands as it is, with the reason.');

grant execute on function private.flagged_issues() to authenticated;

-- Whoever flagged with an account reads among the news that it was dealt with, and nothing else of that issue.
alter view private.moves rename to issue_moves;
create view private.moves with (security_invoker = true) as
	select * from private.issue_moves
	union all
	select distinct f.flagger_id, e.id, i.id, i.title, i.status, e.kind, e.at, e.round, e.actor_role, e.actor_department,
		coalesce(e.at > (select s.seen_at from private.news_seen s where s.account_id = f.flagger_id), true)
	from private.flags f
	join public.issue_events e on e.id = f.decision_event_id
	join public.issues i on i.id = e.issue_id
	where f.flagger_id is not null;
comment on view private.moves is 'What a person is told: what happened in their issues, and what became of their flags.';
