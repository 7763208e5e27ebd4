-- Merging (并案): an issue goes on in another one, with its support; for a while this can be undone.
-- A merged issue keeps its votes as 'carried' and its follows as they are; the remaining issue has a row of its own for each
-- of these people, with the issue it came from. So an undo finds who supported what, also along a chain of merges.

-- Every merge that holds now. into_id: what it was merged into; remaining_id: where that went on since.
create view private.merges with (security_invoker = true) as
	select i.id as issue_id, e.into_id, i.merged_into as remaining_id, e.at as merged_at, e.from_status as earlier_status
	from public.issues i
	cross join lateral (
		select (v.payload ->> 'merged_into')::bigint as into_id, v.at, v.from_status
		from public.issue_events v where v.issue_id = i.id and v.kind = 'merged' order by v.id desc limit 1) e
	where i.status = 'merged';
comment on view private.merges is 'Every merge that holds now, read from its event.';

create function private.merge_undo_until(merged_at timestamptz) returns timestamptz
language sql stable set search_path = ''
as $$ select private.end_of_day(private.local_day(merged_at) + 30) $$;
comment on function private.merge_undo_until(timestamptz) is 'Until when a merge can be undone: the end of the thirtieth day.';

-- What was merged into an issue and into those, and when it arrived there; the issue itself remains or goes on in `remaining`.
create function private.merged_below(issue bigint, remaining bigint) returns table (issue_id bigint, arrived_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	with recursive held as (
		select m.issue_id, m.into_id, m.merged_at from private.merges m where m.remaining_id = merged_below.remaining
	), below as (
		select h.issue_id, h.merged_at as arrived_at from held h where h.into_id = merged_below.issue
		union all
		select h.issue_id, b.arrived_at from held h join below b on h.into_id = b.issue_id
	)
	select b.issue_id, b.arrived_at from below b
$$;

-- Support as it stands before merges change. Who took it back from the remaining issue, or has given it anew since, took
-- back what was carried there; what was given anew is the person's own there.
create function private.settle_support(remaining bigint) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	with ended as (
		update private.votes v set state = case r.state when 'invalidated' then r.state else 'withdrawn' end,
			changed_at = r.changed_at
		from private.merged_below(remaining, remaining) b
		join private.votes r on r.issue_id = settle_support.remaining
		where v.issue_id = b.issue_id and v.account_id = r.account_id and v.state = 'carried'
			and (r.state = 'withdrawn' or r.state = 'invalidated' and r.origin_issue_id is not null
				or r.state = 'active' and r.cast_at > b.arrived_at)
		returning v.issue_id, v.account_id, v.cast_at, v.changed_at
	)
	insert into private.vote_spans (issue_id, account_id, cast_at, withdrawn_at)
	select e.issue_id, e.account_id, e.cast_at, e.changed_at from ended e on conflict do nothing;
	update private.votes r set origin_issue_id = null
	from private.votes v
	where r.issue_id = remaining and r.state = 'active' and v.issue_id = r.origin_issue_id and v.account_id = r.account_id
		and v.state <> 'carried';
	update private.follows f set is_active = false
	from private.merged_below(remaining, remaining) b
	join private.follows r on r.issue_id = settle_support.remaining
	where f.issue_id = b.issue_id and f.account_id = r.account_id and f.is_active
		and (not r.is_active or r.followed_at > b.arrived_at);
	update private.follows r set origin_issue_id = null
	from private.follows f
	where r.issue_id = remaining and r.is_active and f.issue_id = r.origin_issue_id and f.account_id = r.account_id and not f.is_active;
end $$;

-- Support of an issue as its merges make it: what came from an issue that no longer goes on in it goes back; whoever
-- supports or follows one that does, supports or follows this one, once. Nobody votes for the own issue.
create function private.carry_support(issue bigint, remaining bigint) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	author uuid := (select o.author_id from private.issue_origins o where o.issue_id = issue);
	shown public.vote_state := case when issue = remaining then 'active' else 'carried' end;
	below bigint[] := array(select b.issue_id from private.merged_below(issue, remaining) b);
begin
	with released as (
		update private.votes v set state = 'withdrawn', origin_issue_id = null, changed_at = private.now()
		where v.issue_id = issue and v.origin_issue_id is not null and v.state in ('active', 'carried')
			and not exists (
				select from private.votes o
				where o.issue_id = v.origin_issue_id and o.account_id = v.account_id and o.state = 'carried' and o.issue_id = any (below))
		returning v.account_id, v.cast_at
	)
	insert into private.vote_spans (issue_id, account_id, cast_at, withdrawn_at)
	select issue, r.account_id, r.cast_at, private.now() from released r on conflict do nothing;
	insert into private.votes as r (issue_id, account_id, state, origin_issue_id, verification, cast_at, changed_at)
	select distinct on (v.account_id) issue, v.account_id, shown, v.issue_id, v.verification, v.cast_at, private.now()
	from private.votes v
	where v.issue_id = any (below) and v.state = 'carried' and v.account_id is distinct from author
	order by v.account_id, v.cast_at, v.issue_id desc
	on conflict (issue_id, account_id) do update
		set state = excluded.state, origin_issue_id = excluded.origin_issue_id, verification = excluded.verification,
			cast_at = excluded.cast_at, changed_at = excluded.changed_at
		where r.state = 'withdrawn';

	update private.follows f set is_active = false, origin_issue_id = null
	where f.issue_id = issue and f.origin_issue_id is not null and f.is_active
		and not exists (
			select from private.follows o
			where o.issue_id = f.origin_issue_id and o.account_id = f.account_id and o.is_active and o.issue_id = any (below));
	insert into private.follows as r (issue_id, account_id, origin_issue_id, followed_at)
	select distinct on (f.account_id) issue, f.account_id, f.issue_id, b.arrived_at
	from private.merged_below(issue, remaining) b join private.follows f on f.issue_id = b.issue_id and f.is_active
	order by f.account_id, b.arrived_at, f.issue_id desc
	on conflict (issue_id, account_id) do update
		set is_active = true, origin_issue_id = excluded.origin_issue_id, followed_at = excluded.followed_at
		where not r.is_active;
end $$;

create function private.count_support(issues bigint[]) returns void
language sql security definer set search_path = ''
as $$
	update public.issue_counters c set
		votes = (select count(*) from private.votes v where v.issue_id = c.issue_id and v.state = 'active'),
		follows = (select count(*) from private.follows f where f.issue_id = c.issue_id and f.is_active)
	where c.issue_id = any (issues)
$$;

-- Merges happen one after the other. Counters are locked before issues, as votes do it, both in the order of their ids: so
-- neither merges nor votes wait for each other in a circle.
create function private.lock_for_merging(issues bigint[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform from public.issue_counters c where c.issue_id = any (issues) order by c.issue_id for update;
	perform from public.issues i where i.id = any (issues) order by i.id for update;
end $$;

create function private.merge_target(issue bigint, remaining bigint) returns public.issues
language plpgsql security definer set search_path = ''
as $$
declare target public.issues;
begin
	if issue = remaining then
		perform private.refuse(422, 'merge_into_itself');
	end if;
	select * into target from public.issues i where i.id = remaining;
	if target.id is null or not target.is_public or target.status = 'merged' then
		perform private.refuse(422, 'merge_target_invalid');
	end if;
	return target;
end $$;

-- Into another issue: votes and follows move along once per person, the number stays and leads to the remaining issue.
create function private.merge_issue(issue bigint, remaining bigint, reason text default '') returns void
language plpgsql security definer set search_path = ''
as $$
declare
	said text := left(coalesce(reason, ''), 500);
	target public.issues;
	below bigint[];
begin
	perform pg_advisory_xact_lock(hashtext('merging'));
	perform private.lock_for_merging(array[issue, remaining]);
	perform private.lock_issue(issue);
	target := private.merge_target(issue, remaining);
	below := array(select b.issue_id from private.merged_below(issue, issue) b order by 1);
	perform private.settle_support(issue);
	perform private.settle_support(remaining);
	perform private.change_status(issue, 'merged', 'intake_officer', 'merged', jsonb_build_object(
		'merged_into', remaining, 'text', said,
		'undo_until', private.local_day(private.merge_undo_until(private.now()))));
	update public.issues i set merged_into = remaining where i.merged_into = issue;
	update private.votes v set state = 'carried', changed_at = private.now() where v.issue_id = issue and v.state = 'active';
	perform private.carry_support(remaining, remaining);
	perform private.count_support(array[issue, remaining]);
	perform private.record_event(target, 'merged_in', 'intake_officer', 'public',
		jsonb_build_object('issue', issue, 'also', below, 'text', said));
end $$;
comment on function private.merge_issue(bigint, bigint, text) is
	'Refuses merge_into_itself and merge_target_invalid with 422, status_not_allowed with 409.';

-- The clocks that the merge ended run again; the days in between do not count.
create function private.resume_clocks(issue bigint, since timestamptz) returns void
language sql security definer set search_path = ''
as $$
	update public.clocks c set
		ended_at = null,
		due_at = private.end_of_day(private.local_day(c.due_at) + (private.local_day(private.now()) - private.local_day(since)))
	where c.issue_id = issue and c.ended_at = since and c.met_at is null
$$;

-- Out of it again, with the earlier status. A vote comes back unless it was withdrawn meanwhile; what people gave to the
-- remaining issue themselves stays there.
create function private.unmerge_issue(issue bigint, reason text default '') returns void
language plpgsql security definer set search_path = ''
as $$
declare
	said text := left(coalesce(reason, ''), 500);
	merge private.merges;
	below bigint[];
	above bigint[];
	level bigint;
begin
	perform pg_advisory_xact_lock(hashtext('merging'));
	select * into merge from private.merges m where m.issue_id = issue;
	if merge.issue_id is null then
		perform private.refuse(409, 'status_not_allowed');
	end if;
	with recursive chain as (
		select merge.into_id as id, 1 as place
		union all
		select m.into_id, w.place + 1 from chain w join private.merges m on m.issue_id = w.id
	)
	select array_agg(w.id order by w.place) into above from chain w;
	perform private.lock_for_merging(array_append(above, issue));
	if private.now() > private.merge_undo_until(merge.merged_at) then
		perform private.refuse(409, 'merge_undo_expired');
	end if;
	perform private.settle_support(merge.remaining_id);
	below := array(select b.issue_id from private.merged_below(issue, merge.remaining_id) b order by 1);
	perform private.change_status(issue, merge.earlier_status, 'intake_officer', 'unmerged',
		jsonb_build_object('unmerged_from', merge.remaining_id, 'text', said));
	perform private.resume_clocks(issue, merge.merged_at);
	update public.issues i set merged_into = issue where i.id = any (below);
	update private.votes v set state = 'active', changed_at = private.now() where v.issue_id = issue and v.state = 'carried';
	foreach level in array above loop
		perform private.carry_support(level, merge.remaining_id);
		perform private.record_event(i, 'split_off', 'intake_officer', 'public',
			jsonb_build_object('issue', issue, 'also', below, 'text', said))
		from public.issues i where i.id = level;
	end loop;
	perform private.count_support(array_append(above, issue));
end $$;
comment on function private.unmerge_issue(bigint, text) is
	'Refuses status_not_allowed and merge_undo_expired with 409.';

-- What a merge would do, and into what.
create function private.preview_merge(issue bigint, remaining bigint)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, published_at timestamptz, votes int,
	follows int, answer text, answered_at timestamptz, carried_votes int, carried_follows int, both_votes int, both_follows int)
language plpgsql stable security definer set search_path = ''
as $$
declare
	asked public.issues;
	target public.issues;
begin
	select * into asked from public.issues i where i.id = preview_merge.issue;
	if asked.id is null then
		perform private.refuse(404, 'issue_not_found');
	end if;
	perform private.require_role('intake_officer', asked.path);
	target := private.merge_target(issue, remaining);
	return query
	select target.id, target.title, target.status, target.region_id, target.category_key, target.published_at, r.votes, r.follows,
		a.body, a.published_at, c.votes, c.follows,
		(select count(*)::int from private.votes v join private.votes w on w.issue_id = target.id and w.account_id = v.account_id
			where v.issue_id = asked.id and v.state = 'active' and w.state = 'active'),
		(select count(*)::int from private.follows f join private.follows g on g.issue_id = target.id and g.account_id = f.account_id
			where f.issue_id = asked.id and f.is_active and g.is_active)
	from public.issue_counters c
	join public.issue_counters r on r.issue_id = target.id
	left join lateral (
		select p.body, p.published_at from public.responses p where p.issue_id = target.id order by p.round desc limit 1) a on true
	where c.issue_id = asked.id;
end $$;

call private.expose('merge_issue', 'authenticated', 'Lets one issue go on in another, with its support.');
call private.expose('unmerge_issue', 'authenticated',
	'Undoes a merge within thirty days: the earlier status and the support come back.');
call private.expose('preview_merge', 'authenticated', 'Into what an issue would be merged, and how much support would move.');
