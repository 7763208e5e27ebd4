-- The proof of the figures: facts against the raw tables, totals against the facts, in slices, while others write.

create table private.recounts (
	id bigint generated always as identity primary key,
	ended_at timestamptz not null default private.now(),
	issues_repaired int not null,
	totals_repaired int not null
);
comment on table private.recounts is 'What each nightly recount of the results found and put right.';
comment on column private.recounts.issues_repaired is 'Issues of which something else was counted than is there.';
comment on column private.recounts.totals_repaired is 'Totals that were not the sum of the facts.';
alter table private.recounts enable row level security;

-- The next issues; last_issue is null at the end. What has to be put right here was missed by a trigger.
create function private.recount_issues(after_issue bigint, slice int, out last_issue bigint, out repaired int)
language plpgsql security definer set search_path = ''
as $$
declare ids bigint[];
begin
	select array_agg(n.id), max(n.id) into ids, last_issue
	from (select i.id from public.issues i where i.id > after_issue order by i.id limit slice) n;
	repaired := case when ids is null then 0 else private.count_issues(ids) end;
end $$;

-- The totals of one region and measure; answers how many were wrong.
create function private.recount_totals(region int, measure text) returns int
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	facts private.facts[];
	repaired int;
begin
	perform private.lock_counting(true);
	select array_agg((null, recount_totals.region, s.department, s.category, s.channel, recount_totals.measure, s.month, s.days, s.n, s.hits)::private.facts)
	into facts
	from (
		select f.department, f.category, f.channel, f.month, f.days, sum(f.n)::int as n, sum(f.hits)::int as hits
		from public.regions r join private.facts f on f.region_id = r.id and f.measure = recount_totals.measure
		where r.path operator(extensions.<@) private.region_path(recount_totals.region)
		group by 1, 2, 3, 4, 5) s;
	with differences as materialized (
		select department, category, channel, month, days, e.n, e.hits,
			coalesce(e.n, 0) <> coalesce(t.n, 0) or coalesce(e.hits, 0) <> coalesce(t.hits, 0) as is_wrong
		from private.roll_up(facts, recount_totals.region) e
		full join (
			select * from private.totals t where t.region_id = recount_totals.region and t.measure = recount_totals.measure
		) t using (department, category, channel, month, days)
		where (e.n, e.hits) is distinct from (t.n, t.hits)
	), removed as (
		delete from private.totals t using differences d
		where t.region_id = recount_totals.region and t.measure = recount_totals.measure and d.n is null
			and (t.department, t.category, t.channel, t.month, t.days) = (d.department, d.category, d.channel, d.month, d.days)
	), written as (
		insert into private.totals as t (region_id, department, category, channel, measure, month, days, n, hits)
		select recount_totals.region, d.department, d.category, d.channel, recount_totals.measure, d.month, d.days, d.n, d.hits
		from differences d where d.n is not null
		on conflict (region_id, measure, department, category, channel, month, days) do update set n = excluded.n, hits = excluded.hits
	)
	-- A row of zeros is what is left of things that went; it goes, but it was not wrong.
	select count(*) filter (where d.is_wrong) into repaired from differences d;
	return repaired;
end $$;
comment on function private.recount_totals(int, text) is
	'Makes the totals of a region and measure the sums of the facts; answers how many were not.';

-- From nothing, for a database that was filled past the triggers; its slices may run side by side.
create function private.fill_facts(first_issue bigint, last_issue bigint) returns void
language sql security definer set search_path = ''
as $$
	insert into private.facts
	select m.issue_id, m.region_id, m.department, m.category, m.channel, m.measure, m.month, m.days, sum(m.n)::int, sum(m.hits)::int
	from private.measurements m where m.issue_id between first_issue and last_issue group by 1, 2, 3, 4, 5, 6, 7, 8
$$;
