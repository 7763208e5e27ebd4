-- Totals of the facts, kept by one job at a time; pages read these and never the raw tables.

-- A place is a region with all below it, a department or all (''), a category or all (''), a channel or all (''): every place
-- that may be asked for has its rows, so that reading costs the same however many issues there are.
create table private.totals (
	region_id int not null references public.regions,
	department text collate "C" not null,
	category text collate "C" not null,
	channel text collate "C" not null,
	measure text collate "C" not null,
	month date not null,
	n int not null,
	hits int not null,
	days int[] not null,
	issues_by_days int[] not null,
	primary key (region_id, measure, department, category, channel, month)
);
comment on table private.totals is 'Sums of facts by place and month; moved by count_issues() and proven by recount_totals().';
comment on column private.totals.department is 'A key, ''-'' for none, or empty for all together.';
comment on column private.totals.category is 'A key, or empty for all together.';
comment on column private.totals.channel is 'A channel, or empty for all together.';
comment on column private.totals.month is 'The first of the month; ''-infinity'' for what stands now.';
comment on column private.totals.days is 'Of the measure days: each number of days that occurs, ascending; medians are found of them.';
comment on column private.totals.issues_by_days is 'How many issues took each of these numbers of days.';
alter table private.totals enable row level security;

create table private.counting (
	id boolean primary key default true check (id),
	due_until timestamptz not null default private.now()
);
comment on table private.counting is 'How far the job that counts has come with what no statement announces.';
comment on column private.counting.due_until is 'Clocks that ran out until then are counted.';
alter table private.counting enable row level security;
insert into private.counting default values;

-- The sums that facts make in every place they belong to, those that came less those that went; with at_region there alone,
-- whatever region they name. Only rates are asked for by channel.
create function private.roll_up(came private.facts[], went private.facts[] default '{}', at_region int default null)
returns setof private.totals
language sql stable set search_path = ''
as $$
	with by_days as (
		select a.id as region_id, coalesce(f.department, '') as department, coalesce(f.category, '') as category,
			coalesce(f.channel, '') as channel, f.measure, f.month, nullif(f.days, -1) as days, sum(f.n * f.sign)::int as n,
			sum(f.hits * f.sign)::int as hits
		from (select 1 as sign, c.* from unnest(came) c union all select -1, w.* from unnest(went) w) f
		join public.regions r on r.id = coalesce(at_region, f.region_id)
		join public.regions a on a.path operator(extensions.@>) r.path and (at_region is null or a.id = at_region)
		group by a.id, f.measure, f.month, f.days, cube (f.department, f.category, f.channel)
		having (f.channel is null or f.measure = any (private.rates())) and (sum(f.n * f.sign) <> 0 or sum(f.hits * f.sign) <> 0)
	)
	select d.region_id, d.department, d.category, d.channel, d.measure, d.month, sum(d.n)::int, sum(d.hits)::int,
		coalesce(array_agg(d.days order by d.days) filter (where d.days is not null), '{}'),
		coalesce(array_agg(d.n order by d.days) filter (where d.days is not null), '{}')
	from by_days d group by 1, 2, 3, 4, 5, 6
$$;

-- Facts and totals are written by who holds this lock, until the end of the transaction.
create function private.lock_counting(wait boolean) returns boolean
language sql set search_path = ''
as $$
	select case when wait then pg_advisory_xact_lock(hashtext('private.totals')) is not null
		else pg_try_advisory_xact_lock(hashtext('private.totals')) end
$$;

-- Counts these issues anew, moves the difference into the totals, and answers how many of them counted for something else.
create function private.count_issues(issues bigint[]) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	present private.facts[];
	came private.facts[];
	went private.facts[];
begin
	perform private.lock_counting(true);
	select array_agg(m::private.facts) into present
	from (select * from private.measurements m where m.issue_id = any (issues)) m;
	with erased as (
		delete from private.facts f
		where f.issue_id = any (issues) and not exists (select from unnest(present) p where row(p.*) = row(f.*))
		returning f.*
	)
	select array_agg(e::private.facts) into went from erased e;
	with written as (
		insert into private.facts
		select p.* from unnest(present) p
		where not exists (select from private.facts f where f.issue_id = any (issues) and row(f.*) = row(p.*))
		returning *
	)
	select array_agg(w::private.facts) into came from written w;
	insert into private.totals as t select * from private.roll_up(came, went)
	on conflict on constraint totals_pkey do update set
		n = t.n + excluded.n, hits = t.hits + excluded.hits,
		(days, issues_by_days) = (
			select coalesce(array_agg(s.days order by s.days), '{}'), coalesce(array_agg(s.n order by s.days), '{}')
			from (
				select d.days, sum(d.n)::int as n
				from (select * from unnest(t.days, t.issues_by_days) union all select * from unnest(excluded.days, excluded.issues_by_days)) d (days, n)
				group by 1 having sum(d.n) <> 0) s);
	perform private.announce_change('{figures}') where came is not null or went is not null;
	return (select count(distinct c.issue_id) from (select * from unnest(came) union all select * from unnest(went)) c);
end $$;
comment on function private.count_issues(bigint[]) is
	'Counts these issues anew and moves the difference into the totals; answers how many counted for something else.';

-- A slice of what changed: answers how many notes were taken, null where it would have to wait for another job.
create function private.count_changes(slice int, wait boolean default false) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	until constant timestamptz := private.now();
	changed bigint[];
	taken int;
begin
	if not private.lock_counting(wait) then
		return null;
	end if;
	-- A deadline passes without a statement.
	with counted as (
		select c.due_until from private.counting c where c.due_until <> until
	), moved as (
		update private.counting c set due_until = until from counted
	)
	insert into private.changed_issues (issue_id)
	select distinct c.issue_id from counted join public.clocks c on c.due_at >= counted.due_until and c.due_at < until
	where c.met_at is null and c.ended_at is null;

	with notes as (
		delete from private.changed_issues n where n.ctid = any (array(select ctid from private.changed_issues limit slice))
		returning n.issue_id
	)
	select array_agg(distinct n.issue_id), count(*) into changed, taken from notes n;
	if taken > 0 then
		perform private.count_issues(changed);
	end if;
	return taken;
end $$;
comment on function private.count_changes(int, boolean) is
	'Counts the next issues that changed; answers how many notes of changes it took, null where another job counts.';

create function private.count_everything() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	while private.count_changes(5000, wait => true) > 0 loop end loop;
end $$;
comment on function private.count_everything() is 'Counts whatever was committed before, for who must not be seconds behind.';
