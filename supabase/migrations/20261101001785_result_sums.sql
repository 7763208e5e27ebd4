-- Sums of what is counted, by place. Everything that changes them goes through add_to_cells() and add_to_series().

create function private.minimum_sample() returns int
language sql immutable set search_path = ''
as $$ select 5 $$;
grant execute on function private.minimum_sample() to anon, authenticated, service_role;
comment on function private.minimum_sample() is 'Rates below this n are withheld. Kept cuts depend on it: who changes it rebuilds the results.';

-- Joined with nothing, an array is unpacked once and not for each of its elements.
create function private.add_days(a int[], b int[]) returns int[]
language sql immutable set search_path = ''
as $$
	select case when b is null then a when a is null then b else (
		select array_agg(array[value, n] order by value)
		from (
			select value, sum(n)::int as n
			from (select a || b as days offset 0) both_days
			cross join lateral (select days[k][1] as value, days[k][2] as n from generate_subscripts(days, 1) k) pairs
			group by value having sum(n) <> 0) sums) end
$$;

-- Months with which a published period may begin. A year that has the minimum sample opens with a cut; inside it a month is
-- one when it and what lies before it in its year have the minimum each. So between two neighbouring cuts lies the minimum
-- sample. The very first month is a cut too where that leaves nothing small before the next.
create function private.cuts_of(months int[], n_upto int[]) returns boolean[]
language plpgsql immutable set search_path = ''
as $$
declare
	least_n constant int := private.minimum_sample();
	cuts boolean[] := '{}';
	length constant int := cardinality(months);
	year_end int := 0;
	first_cut int;
	before_year int := 0;
	whole_year int := 0;
	before int := 0;
begin
	for k in 1 .. length loop
		if k > year_end then
			year_end := k;
			while year_end < length and months[year_end + 1] / 12 = months[k] / 12 loop
				year_end := year_end + 1;
			end loop;
			before_year := before;
			whole_year := n_upto[year_end] - before;
		end if;
		cuts[k] := whole_year >= least_n
			and (before = before_year or (n_upto[k] - before >= least_n and before - before_year >= least_n));
		if first_cut is null and cuts[k] then
			first_cut := k;
		end if;
		before := n_upto[k];
	end loop;
	if length > 0 and (first_cut is null or first_cut > 1 and n_upto[first_cut - 1] >= least_n) then
		cuts[1] := true;
	end if;
	return cuts;
end $$;

-- Two running totals as one; months in which nothing is left fall out.
create function private.merge_series(
	months_a int[], n_a int[], hits_a int[], months_b int[], n_b int[], hits_b int[],
	out months int[], out n_upto int[], out hits_upto int[], out cuts boolean[]
)
language plpgsql immutable set search_path = ''
as $$
declare
	a int := 1;
	b int := 1;
	month int;
	n int;
	hits int;
	last_n int := 0;
	last_hits int := 0;
begin
	months := '{}';
	n_upto := '{}';
	hits_upto := '{}';
	loop
		month := least(months_a[a], months_b[b]);
		exit when month is null;
		if months_a[a] = month then
			a := a + 1;
		end if;
		if months_b[b] = month then
			b := b + 1;
		end if;
		n := coalesce(n_a[a - 1], 0) + coalesce(n_b[b - 1], 0);
		hits := coalesce(hits_a[a - 1], 0) + coalesce(hits_b[b - 1], 0);
		if n <> last_n or hits <> last_hits then
			months := months || month;
			n_upto := n_upto || n;
			hits_upto := hits_upto || hits;
			last_n := n;
			last_hits := hits;
		end if;
	end loop;
	cuts := private.cuts_of(months, n_upto);
end $$;

create type private.place_sum as (
	region_id int, is_own boolean, department text, category text, channel text, measure text, month date, n int, hits int, days int[]);
comment on type private.place_sum is 'What is added to the sums of one place and month.';

-- Adds these sums, or takes them away where they are negative. Rows are locked in the order of their key, so that two
-- transactions never wait for each other in a circle.
create function private.add_to_cells(sums private.place_sum[]) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	insert into private.result_cells as c (region_id, is_own, department, category, channel, measure, month, n, hits, days)
	select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure, s.month, s.n, s.hits, s.days
	from unnest(sums) s
	where s.measure = 'days' or s.measure <> all (private.rates())
	order by 1, 2, 3, 4, 5, 6, 7
	on conflict (region_id, is_own, department, category, channel, measure, month) do update
		set n = c.n + excluded.n, hits = c.hits + excluded.hits, days = private.add_days(c.days, excluded.days);
end $$;

create function private.add_to_series(sums private.place_sum[]) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	with running as (
		select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure, private.month_number(s.month) as month,
			(sum(s.n) over months)::int as n_upto, (sum(s.hits) over months)::int as hits_upto
		from unnest(sums) s
		where s.measure = any (private.rates())
		window months as (partition by s.region_id, s.is_own, s.department, s.category, s.channel, s.measure order by s.month)
	), added as (
		select r.region_id, r.is_own, r.department, r.category, r.channel, r.measure, array_agg(r.month order by r.month) as months,
			array_agg(r.n_upto order by r.month) as n_upto, array_agg(r.hits_upto order by r.month) as hits_upto
		from running r group by 1, 2, 3, 4, 5, 6
	)
	insert into private.result_series as s (region_id, is_own, department, category, channel, measure, months, n_upto, hits_upto, cuts)
	select a.region_id, a.is_own, a.department, a.category, a.channel, a.measure, a.months, a.n_upto, a.hits_upto,
		private.cuts_of(a.months, a.n_upto)
	from added a
	order by 1, 2, 3, 4, 5, 6
	on conflict (region_id, is_own, department, category, channel, measure) do update
		set (months, n_upto, hits_upto, cuts) = (
			select m.months, m.n_upto, m.hits_upto, m.cuts
			from private.merge_series(s.months, s.n_upto, s.hits_upto, excluded.months, excluded.n_upto, excluded.hits_upto) m);
end $$;

-- Adds facts to every place that they belong to.
create function private.add_facts(facts private.fact[]) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare sums private.place_sum[];
begin
	with facts_at as (
		select f.measure, f.month, f.region_id, f.department, f.category, f.channel, f.value, sum(f.n) as n, sum(f.hits) as hits
		from unnest(facts) f group by 1, 2, 3, 4, 5, 6, 7 having sum(f.n) <> 0 or sum(f.hits) <> 0
	), regions_of as materialized (
		select r.id, a.id as above, false as is_own from public.regions r join public.regions a on a.path operator(extensions.@>) r.path
		where r.id in (select f.region_id from facts_at f)
		union all
		select r.id, r.id, true from public.regions r
		where r.id in (select f.region_id from facts_at f) and exists (select from public.regions below where below.parent_id = r.id)
	), spread as (
		select o.above as region_id, o.is_own, d.department, c.category, h.channel, f.measure, f.month, f.value,
			sum(f.n)::int as n, sum(f.hits)::int as hits
		from facts_at f join regions_of o on o.id = f.region_id and (not o.is_own or f.measure = any (private.rates()))
		cross join lateral (select f.department union select '') d
		cross join lateral (select f.category union select '') c
		cross join lateral (select f.channel union select '') h
		group by 1, 2, 3, 4, 5, 6, 7, 8
	), summed as (
		select s.region_id, s.is_own, s.department, s.category, s.channel, s.measure, s.month, sum(s.n)::int as n, sum(s.hits)::int as hits,
			array_agg(array[s.value, s.n] order by s.value) filter (where s.value is not null and s.n <> 0) as days
		from spread s group by 1, 2, 3, 4, 5, 6, 7
	)
	select array_agg(row(s.*)::private.place_sum) into sums from summed s;
	if sums is not null then
		perform private.add_to_cells(sums);
		perform private.add_to_series(sums);
	end if;
	perform private.announce_change('{figures}');
end $$;

-- What was counted at a region so far is its own once others lie below it.
create function private.keep_own_results() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare first_time int[] := array(
	select distinct a.parent_id from added a
	where a.parent_id is not null and not exists (
		select from public.regions r where r.parent_id = a.parent_id and r.id not in (select n.id from added n)));
begin
	insert into private.result_cells (region_id, is_own, department, category, channel, measure, month, n, hits, days)
	select c.region_id, true, c.department, c.category, c.channel, c.measure, c.month, c.n, c.hits, c.days
	from private.result_cells c where c.region_id = any (first_time) and not c.is_own and c.measure = 'days';
	insert into private.result_series (region_id, is_own, department, category, channel, measure, months, n_upto, hits_upto, cuts)
	select s.region_id, true, s.department, s.category, s.channel, s.measure, s.months, s.n_upto, s.hits_upto, s.cuts
	from private.result_series s where s.region_id = any (first_time) and not s.is_own;
	return null;
end $$;
comment on function private.keep_own_results() is 'Trigger: regions that get their first subregion.';
create trigger regions_keep_own_results after insert on public.regions
	referencing new table as added for each statement execute function private.keep_own_results();
