-- Cells kept as things happen: triggers note which issues a transaction touched; when it commits, what is counted of them
-- is measured anew and the difference goes into the cells.

create unlogged table private.touched_issues (
	xact xid8 not null default pg_current_xact_id(),
	issue_id bigint not null,
	primary key (xact, issue_id)
);
comment on table private.touched_issues is 'Issues that a running transaction touched; empty between transactions.';
alter table private.touched_issues enable row level security;

-- What these issues count for now.
-- (In PL/pgSQL, whose plans are kept from call to call.)
create function private.facts_of(issues bigint[]) returns table (issue_id bigint, fact private.fact)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	return query select m.issue_id, (m.measure, m.month, m.region_id, m.department, m.category, m.channel, m.value, sum(m.n)::int, sum(m.hits)::int)::private.fact
	from private.measurements m where m.issue_id = any (facts_of.issues)
	group by m.issue_id, m.measure, m.month, m.region_id, m.department, m.category, m.channel, m.value;
end $$;

-- Counts these issues anew and answers how many of them counted for something else. Their rows are locked first: of two
-- transactions that change one issue, the later sees what the earlier one counted.
create function private.count_issues(issues bigint[]) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	changes private.fact[];
	changed int;
begin
	perform from public.issues i where i.id = any (issues) order by i.id for no key update;
	with present as (
		select f.issue_id, f.fact from private.facts_of(issues) f
	), differences as (
		select d.issue_id, (d.fact).measure, (d.fact).month, (d.fact).region_id, (d.fact).department, (d.fact).category, (d.fact).channel,
			(d.fact).value, sum((d.fact).n * d.sign)::int as n, sum((d.fact).hits * d.sign)::int as hits
		from (
			select p.issue_id, p.fact, 1 as sign from present p
			union all
			select c.issue_id, f::private.fact, -1 from private.counted_issues c cross join lateral unnest(c.facts) f
			where c.issue_id = any (issues)) d
		group by 1, 2, 3, 4, 5, 6, 7, 8 having sum((d.fact).n * d.sign) <> 0 or sum((d.fact).hits * d.sign) <> 0
	), written as (
		insert into private.counted_issues as c (issue_id, facts, votes)
		select t.issue_id, coalesce(array_agg(p.fact) filter (where p.issue_id is not null), '{}'),
			coalesce(sum((p.fact).n) filter (where (p.fact).measure = 'votes'), 0)
		from (select distinct d.issue_id from differences d) t left join present p on p.issue_id = t.issue_id
		group by 1
		on conflict (issue_id) do update set facts = excluded.facts, votes = excluded.votes
	)
	select array_agg((d.measure, d.month, d.region_id, d.department, d.category, d.channel, d.value, d.n, d.hits)::private.fact),
		count(distinct d.issue_id)
	into changes, changed from differences d;
	if changed > 0 then
		perform private.add_facts(changes);
	end if;
	return changed;
end $$;

create function private.touch_issue() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	touched record;
	issue bigint;
begin
	if tg_op = 'DELETE' then
		touched := old;
	else
		touched := new;
	end if;
	case tg_table_name
		when 'issues' then issue := touched.id;
		when 'ratings' then select r.issue_id into issue from public.responses r where r.id = touched.response_id;
		else issue := touched.issue_id;
	end case;
	insert into private.touched_issues (issue_id) values (issue) on conflict do nothing;
	return null;
end $$;
comment on function private.touch_issue() is 'Trigger: the issue of this row is counted anew when the transaction commits.';

create function private.count_touched() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare touched bigint[];
begin
	-- The first of a transaction's rows counts them all, in one order.
	with taken as (
		delete from private.touched_issues t where t.xact = pg_current_xact_id() returning t.issue_id
	)
	select array_agg(t.issue_id order by t.issue_id) into touched from taken t;
	if touched is not null then
		perform private.count_issues(touched);
	end if;
	return null;
end $$;
comment on function private.count_touched() is 'Trigger at commit: counts the issues that the transaction touched.';
create constraint trigger touched_issues_count after insert on private.touched_issues
	deferrable initially deferred for each row execute function private.count_touched();

create trigger issues_count_new after insert on public.issues
	for each row when (new.is_public or new.status = 'rejected') execute function private.touch_issue();
create trigger issues_count_changed after update on public.issues
	for each row when (
		(new.is_public or old.is_public or new.status = 'rejected' or old.status = 'rejected')
		and (new.status, new.region_id, new.category_key, new.channel, new.lead_department_key, new.published_at, new.status_at, new.rejection_reason)
			is distinct from
			(old.status, old.region_id, old.category_key, old.channel, old.lead_department_key, old.published_at, old.status_at, old.rejection_reason))
	execute function private.touch_issue();
create trigger clocks_count after insert or delete or update on public.clocks
	for each row execute function private.touch_issue();
create trigger responses_count_new after insert or delete on public.responses
	for each row execute function private.touch_issue();
create trigger responses_count_changed after update on public.responses
	for each row when (
		(new.department_key, new.published_at, new.is_imported, new.reopened_at)
		is distinct from (old.department_key, old.published_at, old.is_imported, old.reopened_at))
	execute function private.touch_issue();
create trigger ratings_count_new after insert or delete on public.ratings
	for each row execute function private.touch_issue();
create trigger ratings_count_changed after update on public.ratings
	for each row when (
		(new.solved, new.satisfaction, new.to_the_point, new.rated_at)
		is distinct from (old.solved, old.satisfaction, old.to_the_point, old.rated_at))
	execute function private.touch_issue();
-- Whoever joins or leaves a group may be the first of it: all of it is counted anew.
create function private.touch_repeats() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare changed public.repeat_members;
begin
	if tg_op = 'DELETE' then
		changed := old;
	else
		changed := new;
	end if;
	insert into private.touched_issues (issue_id)
	select changed.issue_id union select m.issue_id from public.repeat_members m where m.group_id = changed.group_id
	on conflict do nothing;
	return null;
end $$;
comment on function private.touch_repeats() is 'Trigger: a group of repeats is counted anew when the transaction commits.';
create trigger repeat_members_count after insert or delete on public.repeat_members
	for each row execute function private.touch_repeats();
create trigger issue_events_count after insert on public.issue_events
	for each row when (new.kind in ('confirmed', 'reopened')) execute function private.touch_issue();
