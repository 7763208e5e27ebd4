-- What is counted: one definition per figure, and the plain rows that each issue counts for at present.

-- The rates, and the median of 'days'.
create function private.rates() returns text[]
language sql immutable set search_path = ''
as $$ select '{first_answer,days,solved,satisfied,to_the_point,reopened,repeats}'::text[] $$;
comment on function private.rates() is 'The measures of which a share or a median is published.';

-- What stands at this moment, whatever the period: these facts have the month '-infinity'.
create function private.standing() returns text[]
language sql immutable set search_path = ''
as $$ select '{waits_for_intake,owes_answer,in_hand,overdue,done}'::text[] $$;
comment on function private.standing() is 'The measures of what stands now; they belong to no month.';

create function private.measures() returns text[]
language sql stable security definer set search_path = ''
as $$
	select private.rates() || private.standing() || '{published,votes,answered,confirmed,reopenings}'::text[]
		|| array(select 'rejected:' || r.key from public.rejection_reasons r order by r.key)
$$;
comment on function private.measures() is 'Every measure there is.';

-- How often each thing is counted for an issue. A new figure is a branch below; a new dimension is a column beside region,
-- department, category and channel: here, in facts and totals, and in what sums and filters by them.
--  first_answer: on the day it was answered or its deadline passed, whichever came first; hit = within the deadline. A clock
--                that ended unmet after its due day (returned, merged) stays a miss.
--  days:         days = from assignment to the first answer
--  solved, satisfied, to_the_point: ratings on the day they were given; hit = yes (satisfaction 3-5)
--  reopened:     responses on the day they were published; hit = made the issue reopen
--  repeats:      issues on the day they were published; hit = in a group of repeats, and not the first told of it
--  published, answered, confirmed, reopenings, rejected:REASON: on the day it happened
--  votes:        votes of today, in the month of publication
-- Answers that came with an import are in no rate. Department: whose clock or answer it was, else who leads now; '-' is none.
create view private.measurements with (security_invoker = true) as
	select i.id as issue_id, i.region_id, coalesce(m.department, '-') as department, i.category_key as category,
		i.channel::text as channel, m.measure, coalesce(private.month_of(m.at), '-infinity') as month, coalesce(m.days, -1) as days,
		sum(m.n)::int as n, sum(m.hits)::int as hits
	from public.issues i
	cross join lateral (
		select 'first_answer' as measure, c.department_key as department, least(c.met_at, c.due_at) as at, null::int as days, 1 as n,
			coalesce(c.met_at <= c.due_at, false)::int as hits
		from public.clocks c
		where c.issue_id = i.id and i.is_public and c.kind = 'first_answer' and c.round = 1 and not c.is_imported
			and (c.met_at is not null or c.due_at < coalesce(c.ended_at, private.now()))
		union all
		select 'days', c.department_key, c.met_at, private.local_day(c.met_at) - private.local_day(c.started_at), 1, 1
		from public.clocks c
		where c.issue_id = i.id and i.is_public and c.kind = 'first_answer' and c.round = 1 and not c.is_imported and c.met_at is not null
		union all
		select v.measure, r.department_key, g.rated_at, null, 1, v.hit::int
		from public.responses r
		join public.ratings g on g.response_id = r.id
		cross join lateral (
			values ('solved', g.solved), ('satisfied', g.satisfaction >= 3), ('to_the_point', g.to_the_point)) as v (measure, hit)
		where r.issue_id = i.id and i.is_public and not r.is_imported and v.hit is not null
		union all
		select 'reopened', r.department_key, r.published_at, null, 1, (r.reopened_at is not null)::int
		from public.responses r where r.issue_id = i.id and i.is_public and not r.is_imported
		union all
		select 'repeats', i.lead_department_key, i.published_at, null, 1, exists (
			select from public.repeat_members m
			join public.repeat_members f on f.group_id = m.group_id
			join public.issues first on first.id = f.issue_id
			where m.issue_id = i.id and (first.told_at, first.id) < (i.told_at, i.id))::int
		where i.is_public and i.published_at is not null
		union all
		select 'published', i.lead_department_key, i.published_at, null, 1, 0
		where i.is_public and i.published_at is not null
		union all
		select 'votes', i.lead_department_key, i.published_at, null, c.votes, 0
		from public.issue_counters c where c.issue_id = i.id and i.is_public and i.published_at is not null and c.votes > 0
		union all
		select 'answered', i.lead_department_key, r.published_at, null, 1, 0
		from public.responses r where r.issue_id = i.id and i.is_public
		union all
		select case e.kind when 'confirmed' then 'confirmed' else 'reopenings' end, i.lead_department_key, e.at, null, 1, 0
		from public.issue_events e where e.issue_id = i.id and i.is_public and e.kind in ('confirmed', 'reopened')
		union all
		select 'rejected:' || i.rejection_reason, '-', i.status_at, null, 1, 0 where i.status = 'rejected'
		union all
		select s.measure, s.department, null, null, 1, 0
		from (values
			('waits_for_intake', '-', i.stage = any (private.stages_of('waits_for_intake'))),
			('owes_answer', i.lead_department_key, i.stage = any (private.stages_of('owes_answer'))),
			('in_hand', i.lead_department_key, i.stage = any (private.stages_of('in_hand'))),
			('done', i.lead_department_key, i.stage = any (private.stages_of('done')))) as s (measure, department, holds)
		where s.holds
		union all
		select distinct 'overdue', c.department_key, null::timestamptz, null::int, 1, 0
		from private.overdue_clocks c where c.issue_id = i.id
	) m
	group by 1, 2, 3, 4, 5, 6, 7, 8;
comment on view private.measurements is
	'What each issue counts for at present: how often, how many of these hit, and where it belongs. Shaped as facts.';

create table private.facts as select * from private.measurements with no data;
comment on table private.facts is
	'What the totals hold of each issue, so that a change takes away exactly what was added. Only count_issues() writes it.';
comment on column private.facts.department is 'A key, or ''-'' for none.';
comment on column private.facts.month is 'The first of the month; ''-infinity'' for what stands now.';
comment on column private.facts.days is 'Days to the first answer; -1 where the measure has none.';
alter table private.facts enable row level security;
create index facts_of_issue on private.facts (issue_id);
-- For the recount, which compares a region and a measure at a time.
create index facts_of_region on private.facts (region_id, measure);

-- Issues whose facts may have changed. Writing here is all that a commit pays for the figures: no key to wait for, no total
-- to lock. An issue may stand here many times and is counted once.
create table private.changed_issues (
	issue_id bigint not null,
	changed_at timestamptz not null default clock_timestamp()
);
comment on table private.changed_issues is 'Issues to be counted anew; emptied by count_changes() within seconds.';
alter table private.changed_issues enable row level security;

create function private.note_changed_issues() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	case tg_table_name
		when 'issues' then
			insert into private.changed_issues (issue_id) select c.id from changed c;
		when 'ratings' then
			insert into private.changed_issues (issue_id)
			select distinct r.issue_id from changed c join public.responses r on r.id = c.response_id;
		when 'repeat_members' then
			-- Who joins or leaves a group may be the first of it: all of it is counted anew.
			insert into private.changed_issues (issue_id)
			select c.issue_id from changed c
			union select m.issue_id from changed c join public.repeat_members m on m.group_id = c.group_id;
		else
			insert into private.changed_issues (issue_id) select distinct c.issue_id from changed c;
	end case;
	return null;
end $$;
comment on function private.note_changed_issues() is 'Trigger: the issues of these rows are counted anew.';

do $$
declare source text;
begin
	foreach source in array '{issues,clocks,responses,ratings,repeat_members,issue_events,issue_counters}'::text[] loop
		execute format('create trigger %1$s_counted_after_insert after insert on public.%1$I
			referencing new table as changed for each statement execute function private.note_changed_issues()', source);
		execute format('create trigger %1$s_counted_after_update after update on public.%1$I
			referencing new table as changed for each statement execute function private.note_changed_issues()', source);
		execute format('create trigger %1$s_counted_after_delete after delete on public.%1$I
			referencing old table as changed for each statement execute function private.note_changed_issues()', source);
	end loop;
end $$;
