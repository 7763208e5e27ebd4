-- What no statement announces (a deadline passes, votes come in), and the nightly proof that the cells are right.
-- All are called by the worker, in slices, so that nobody who rates an answer waits for more than one of them.

-- Looks back a while, so that missed runs are made good.
create function private.count_overdue(looking_back interval) returns int
language plpgsql security definer set search_path = ''
as $$
declare due bigint[];
begin
	select array_agg(distinct c.issue_id) into due
	from public.clocks c
	join public.issues i on i.id = c.issue_id and i.is_public
	where c.met_at is null and c.ended_at is null and c.kind = 'first_answer' and c.round = 1 and not c.is_imported
		and c.due_at < private.now() and c.due_at >= private.now() - looking_back
		-- One issue may miss several: a department lets it pass and returns it, and so does the next.
		and (select coalesce(sum(f.n), 0) from private.counted_issues t cross join lateral unnest(t.facts) f
			where t.issue_id = c.issue_id and f.measure = 'first_answer')
			< (select count(*) from public.clocks o
				where o.issue_id = c.issue_id and o.kind = 'first_answer' and o.round = 1 and not o.is_imported
					and (o.met_at is not null or o.due_at < coalesce(o.ended_at, private.now())));
	return case when due is null then 0 else private.count_issues(due) end;
end $$;
comment on function private.count_overdue(interval) is 'Counts deadlines that passed within this time; answers how many.';

create function private.count_votes(slice int) returns int
language plpgsql security definer set search_path = ''
as $$
declare changed bigint[];
begin
	select array_agg(x.issue_id) into changed from (
		select n.issue_id
		from public.issue_counters n join private.counted_issues t on t.issue_id = n.issue_id
		where n.votes <> t.votes
			and exists (select from public.issues i where i.id = n.issue_id and i.is_public and i.published_at is not null)
		limit slice) x;
	return case when changed is null then 0 else private.count_issues(changed) end;
end $$;
comment on function private.count_votes(int) is 'Brings the votes of at most so many issues up to date; answers of how many.';

-- Counts the next issues anew; last_issue is null at the end. An issue that has to be put right here was missed by a trigger.
create function private.recount_issues(after_issue bigint, slice int, out last_issue bigint, out repaired int)
language plpgsql security definer set search_path = ''
as $$
declare ids bigint[];
begin
	select array_agg(n.id), max(n.id) into ids, last_issue
	from (select i.id from public.issues i where i.id > after_issue order by i.id limit slice) n;
	repaired := case when ids is null then 0 else private.count_issues(ids) end;
end $$;

create function private.counts() returns text[]
language sql stable security definer set search_path = ''
as $$
	select '{published,votes,answered,confirmed,reopenings,running,open}'::text[]
		|| array(select 'rejected:' || r.key from public.rejection_reasons r order by r.key)
$$;
comment on function private.counts() is 'The measures that are plain counts.';

-- What the sums of these measures have to be. (Level by level: every level has fewer rows.)
create function private.sum_facts(measures text[]) returns setof private.place_sum
language sql stable security definer set search_path = ''
set work_mem = '256MB'
as $$
	with facts as (
		select f.region_id, f.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from private.counted_issues t cross join lateral unnest(t.facts) f
		where f.measure = any (measures)
		group by 1, 2, 3, 4, 5, 6, 7
	), of_channels as (
		select f.region_id, f.department, f.category, h.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from facts f cross join lateral (select f.channel union select '') h
		group by 1, 2, 3, 4, 5, 6, 7
	), of_categories as (
		select f.region_id, f.department, c.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from of_channels f cross join lateral (select f.category union select '') c
		group by 1, 2, 3, 4, 5, 6, 7
	), of_departments as (
		select f.region_id, d.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from of_categories f cross join lateral (select f.department union select '') d
		group by 1, 2, 3, 4, 5, 6, 7
	), above_1 as (
		select r.parent_id as region_id, f.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from of_departments f join public.regions r on r.id = f.region_id and r.parent_id is not null
		group by 1, 2, 3, 4, 5, 6, 7
	), above_2 as (
		select r.parent_id as region_id, f.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from above_1 f join public.regions r on r.id = f.region_id and r.parent_id is not null
		group by 1, 2, 3, 4, 5, 6, 7
	), above_3 as (
		select r.parent_id as region_id, f.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from above_2 f join public.regions r on r.id = f.region_id and r.parent_id is not null
		group by 1, 2, 3, 4, 5, 6, 7
	), above_4 as (
		select r.parent_id as region_id, f.department, f.category, f.channel, f.measure, f.month, f.value, sum(f.n) as n, sum(f.hits) as hits
		from above_3 f join public.regions r on r.id = f.region_id and r.parent_id is not null
		group by 1, 2, 3, 4, 5, 6, 7
	), everywhere as (
		select false as is_own, f.* from of_departments f union all select false, f.* from above_1 f union all select false, f.* from above_2 f
		union all select false, f.* from above_3 f union all select false, f.* from above_4 f
		union all
		select true, f.* from of_departments f
		where f.measure = any (private.rates()) and exists (select from public.regions r where r.parent_id = f.region_id)
	), by_value as (
		select e.region_id, e.is_own, e.department, e.category, e.channel, e.measure, e.month, e.value, sum(e.n)::int as n, sum(e.hits)::int as hits
		from everywhere e group by 1, 2, 3, 4, 5, 6, 7, 8
	)
	select v.region_id, v.is_own, v.department, v.category, v.channel, v.measure, v.month, sum(v.n)::int as n, sum(v.hits)::int as hits,
		array_agg(array[v.value, v.n] order by v.value) filter (where v.value is not null) as days
	from by_value v group by 1, 2, 3, 4, 5, 6, 7
$$;

-- Compares the sums of a measure with what is counted and adds what is missing. Both are read as of one moment and the
-- difference is added, so what happens meanwhile is neither lost nor counted twice.
create function private.recount_cells(measure text) returns int
language plpgsql security definer set search_path = ''
set work_mem = '256MB'
as $$
#variable_conflict use_column
declare
	slice constant int := 5000;
	part private.place_sum[];
	repaired int := 0;
begin
	for part in
		with differences as (
			select region_id, is_own, department, category, channel, measure, month, coalesce(e.n, 0) - coalesce(c.n, 0) as n,
				coalesce(e.hits, 0) - coalesce(c.hits, 0) as hits,
				private.add_days(e.days, (
					select array_agg(array[c.days[k][1], -c.days[k][2]]) from generate_subscripts(c.days, 1) k)) as days
			from private.sum_facts(array[recount_cells.measure]) e
			full join (select c.* from private.result_cells c where c.measure = recount_cells.measure) c
				using (region_id, is_own, department, category, channel, measure, month)
			where (coalesce(e.n, 0), coalesce(e.hits, 0), e.days) is distinct from (coalesce(c.n, 0), coalesce(c.hits, 0), c.days)
		), numbered as (
			select d.*::private.place_sum as difference, row_number() over (order by d.*::private.place_sum) / slice as place from differences d
		)
		select array_agg(n.difference) from numbered n group by n.place
	loop
		perform private.add_to_cells(part);
		repaired := repaired + cardinality(part);
	end loop;
	return repaired;
end $$;

create function private.recount_series(measure text) returns int
language plpgsql security definer set search_path = ''
set work_mem = '256MB'
as $$
#variable_conflict use_column
declare
	slice constant int := 5000;
	part private.place_sum[];
	repaired int := 0;
begin
	for part in
		with kept as (
			select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure,
				make_date(s.months[k] / 12, s.months[k] % 12 + 1, 1) as month,
				s.n_upto[k] - coalesce(s.n_upto[k - 1], 0) as n, s.hits_upto[k] - coalesce(s.hits_upto[k - 1], 0) as hits
			from private.result_series s cross join lateral generate_subscripts(s.months, 1) k
			where s.measure = recount_series.measure
		), differences as (
			select region_id, is_own, department, category, channel, measure, month, coalesce(e.n, 0) - coalesce(k.n, 0) as n,
				coalesce(e.hits, 0) - coalesce(k.hits, 0) as hits, null::int[] as days
			from private.sum_facts(array[recount_series.measure]) e
			full join kept k using (region_id, is_own, department, category, channel, measure, month)
			where (coalesce(e.n, 0), coalesce(e.hits, 0)) is distinct from (coalesce(k.n, 0), coalesce(k.hits, 0))
		), numbered as (
			select d.*::private.place_sum as difference, row_number() over (order by d.*::private.place_sum) / slice as place from differences d
		)
		select array_agg(n.difference) from numbered n group by n.place
	loop
		perform private.add_to_series(part);
		repaired := repaired + cardinality(part);
	end loop;
	with right_cuts as (
		update private.result_series s set cuts = private.cuts_of(s.months, s.n_upto)
		where s.measure = recount_series.measure and s.cuts is distinct from private.cuts_of(s.months, s.n_upto) returning 1
	)
	select repaired + count(*) into repaired from right_cuts;
	return repaired;
end $$;

-- A measure at a time, which keeps what is compared in memory.
create function private.recount_sums() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	measure text;
	repaired int := 0;
begin
	foreach measure in array private.rates() || private.counts() loop
		if measure = 'days' or measure <> all (private.rates()) then
			repaired := repaired + private.recount_cells(measure);
		end if;
		if measure = any (private.rates()) then
			repaired := repaired + private.recount_series(measure);
		end if;
	end loop;
	return repaired;
end $$;
comment on function private.recount_sums() is 'Puts sums right that are not those of what is counted; answers how many.';

-- The end of a recount: the sums, and a line about what was found.
create function private.note_recount(issues_repaired int) returns int
language sql security definer set search_path = ''
as $$
	insert into private.result_checks (issues_repaired, cells_repaired)
	values (note_recount.issues_repaired, private.recount_sums())
	returning cells_repaired
$$;

-- From nothing, for a database that was filled past the triggers. Its parts may run side by side: first what the issues
-- count for, then the sums.
create function private.fill_counted(first_issue bigint, last_issue bigint) returns void
language sql security definer set search_path = ''
as $$
	insert into private.counted_issues (issue_id, facts, votes)
	select f.issue_id,
		array_agg((f.measure, f.month, f.region_id, f.department, f.category, f.channel, f.value, f.n, f.hits)::private.fact),
		coalesce(sum(f.n) filter (where f.measure = 'votes'), 0)
	from (
		select m.issue_id, m.measure, m.month, m.region_id, m.department, m.category, m.channel, m.value, sum(m.n)::int as n, sum(m.hits)::int as hits
		from private.measurements m where m.issue_id between first_issue and last_issue group by 1, 2, 3, 4, 5, 6, 7, 8) f
	group by 1
$$;

create function private.fill_sums(measures text[]) returns void
language sql security definer set search_path = ''
set work_mem = '256MB'
as $$
	insert into private.result_cells (region_id, is_own, department, category, channel, measure, month, n, hits, days)
	select s.* from private.sum_facts(array(select m from unnest(measures) m where m = 'days' or m <> all (private.rates()))) s;

	insert into private.result_series (region_id, is_own, department, category, channel, measure, months, n_upto, hits_upto, cuts)
	select p.*, private.cuts_of(p.months, p.n_upto)
	from (
		select r.region_id, r.is_own, r.department, r.category, r.channel, r.measure, array_agg(r.month order by r.month) as months,
			array_agg(r.n_upto order by r.month) as n_upto, array_agg(r.hits_upto order by r.month) as hits_upto
		from (
			select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure, private.month_number(s.month) as month,
				(sum(s.n) over months)::int as n_upto, (sum(s.hits) over months)::int as hits_upto
			from private.sum_facts(array(select m from unnest(measures) m where m = any (private.rates()))) s
			window months as (partition by s.region_id, s.is_own, s.department, s.category, s.channel, s.measure order by s.month)
		) r group by 1, 2, 3, 4, 5, 6
	) p
$$;

create function private.rebuild_results() returns void
language plpgsql security definer set search_path = ''
as $$
declare measure text;
begin
	delete from private.result_cells;
	delete from private.result_series;
	delete from private.counted_issues;
	perform private.fill_counted(0, (select max(i.id) from public.issues i));
	foreach measure in array private.rates() || private.counts() loop
		perform private.fill_sums(array[measure]);
	end loop;
end $$;
comment on function private.rebuild_results() is 'Counts everything from nothing, for a database that was filled past the triggers.';
