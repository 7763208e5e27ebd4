-- What is counted of each issue. One definition per figure; the cells beside it are sums of these rows.

-- One row per thing counted, with what it may be grouped by. Answers that came with an import are in no rate.
--  first_answer: counted on the day it was answered or its deadline passed, whichever came first; hit = within the
--                deadline. A clock that ended unmet after its due day (returned, merged) stays a miss.
--  days:         value = days from assignment to the first answer
--  solved, satisfied, to_the_point: ratings on the day they were given; hit = yes (satisfaction 3-5)
--  reopened:     responses on the day they were published; hit = made the issue reopen
--  repeats:      issues on the day they were published; hit = in a group of repeats, and not the first told of it
-- Plain counts have no channel and belong to the department that leads now ('-': none):
--  published, answered, confirmed, reopenings; votes = votes today, in the month of publication
--  rejected:REASON, of no department
-- What stands today has the month 1970-01-01; value = due day in days since 1970, null where no clock runs:
--  running:      clocks that run; open = issues that wait for somebody, hit = without an answer in this round
create view private.measurements with (security_invoker = true) as
	with public_issues as not materialized (
		select i.id, i.region_id, i.category_key, i.channel::text as channel, coalesce(i.lead_department_key, '-') as lead, i.status,
			i.published_at, i.told_at
		from public.issues i where i.is_public
	)
	select i.id as issue_id, 'first_answer'::text as measure, private.month_of(least(c.met_at, c.due_at)) as month, i.region_id,
		coalesce(c.department_key, '-') as department, i.category_key as category, i.channel, null::int as value,
		1 as n, coalesce(c.met_at <= c.due_at, false)::int as hits
	from public.clocks c join public_issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and not c.is_imported
		and (c.met_at is not null or c.due_at < coalesce(c.ended_at, private.now()))
	union all
	select i.id, 'days', private.month_of(c.met_at), i.region_id, coalesce(c.department_key, '-'), i.category_key, i.channel,
		private.local_day(c.met_at) - private.local_day(c.started_at), 1, 1
	from public.clocks c join public_issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and c.met_at is not null and not c.is_imported
	union all
	select i.id, m.measure, private.month_of(g.rated_at), i.region_id, r.department_key, i.category_key, i.channel, null, 1, m.hit::int
	from public.ratings g
	join public.responses r on r.id = g.response_id and not r.is_imported
	join public_issues i on i.id = r.issue_id
	cross join lateral (values ('solved', g.solved), ('satisfied', g.satisfaction >= 3), ('to_the_point', g.to_the_point)) as m (measure, hit)
	where m.hit is not null
	union all
	select i.id, 'reopened', private.month_of(r.published_at), i.region_id, r.department_key, i.category_key, i.channel, null, 1,
		(r.reopened_at is not null)::int
	from public.responses r join public_issues i on i.id = r.issue_id
	where not r.is_imported
	union all
	select i.id, 'repeats', private.month_of(i.published_at), i.region_id, i.lead, i.category_key, i.channel, null, 1,
		exists (
			select from public.repeat_members m
			join public.repeat_members f on f.group_id = m.group_id
			join public.issues first on first.id = f.issue_id
			where m.issue_id = i.id and (first.told_at, first.id) < (i.told_at, i.id))::int
	from public_issues i where i.published_at is not null
	union all
	select i.id, 'published', private.month_of(i.published_at), i.region_id, i.lead, i.category_key, '', null, 1, 0
	from public_issues i where i.published_at is not null
	union all
	select i.id, 'votes', private.month_of(i.published_at), i.region_id, i.lead, i.category_key, '', null, n.votes, 0
	from public_issues i join public.issue_counters n on n.issue_id = i.id
	where i.published_at is not null and n.votes > 0
	union all
	select i.id, 'answered', private.month_of(r.published_at), i.region_id, i.lead, i.category_key, '', null, 1, 0
	from public.responses r join public_issues i on i.id = r.issue_id
	union all
	select i.id, case e.kind when 'confirmed' then 'confirmed' else 'reopenings' end, private.month_of(e.at), i.region_id, i.lead,
		i.category_key, '', null, 1, 0
	from public.issue_events e join public_issues i on i.id = e.issue_id
	where e.kind in ('confirmed', 'reopened')
	union all
	select i.id, 'rejected:' || i.rejection_reason, private.month_of(i.status_at), i.region_id, '-', i.category_key, '', null, 1, 0
	from public.issues i where i.status = 'rejected'
	union all
	select i.id, 'running', date '1970-01-01', i.region_id, i.lead, i.category_key, '', private.local_day(c.due_at) - date '1970-01-01', 1, 0
	from public.clocks c join public_issues i on i.id = c.issue_id
	where c.met_at is null and c.ended_at is null and c.paused_at is null
	union all
	select i.id, 'open', date '1970-01-01', i.region_id, i.lead, '', '',
		(select private.local_day(min(c.due_at)) - date '1970-01-01' from public.clocks c
			where c.issue_id = i.id and c.met_at is null and c.ended_at is null and c.paused_at is null),
		1, (i.status in ('published', 'assigned', 'reopened'))::int
	from public_issues i where i.status in ('published', 'assigned', 'answered', 'in_progress', 'reopened');
comment on view private.measurements is
	'One row per thing that a figure counts: its month, whether it hit, and where it belongs.';

create type private.fact as (
	measure text, month date, region_id int, department text, category text, channel text, value int, n int, hits int);
comment on type private.fact is 'What an issue adds to one cell of each place that it belongs to.';

create table private.counted_issues (
	issue_id bigint primary key references public.issues,
	facts private.fact[] not null,
	votes int not null default 0
);
comment on table private.counted_issues is
	'What the cells hold of each issue, so that a change takes away exactly what was added.';
comment on column private.counted_issues.votes is 'Votes as last counted.';
alter table private.counted_issues enable row level security;

create function private.rates() returns text[]
language sql immutable set search_path = ''
as $$ select '{first_answer,days,solved,satisfied,to_the_point,reopened,repeats}'::text[] $$;
comment on function private.rates() is 'The measures of which a share or a median is published: results() may withhold them.';

-- Sums are kept of every place that may be asked for, so that reading costs the same however many issues there are. A place
-- is a region with all below it, or (is_own) only what is at a region that has others below; a department or all (''), a
-- category or all (''), a channel or all ('').

-- Plain counts, and the days of which medians are found: a row per month.
create table private.result_cells (
	region_id int not null references public.regions,
	is_own boolean not null,
	department text collate "C" not null,
	category text collate "C" not null,
	channel text collate "C" not null,
	measure text collate "C" not null,
	month date not null,
	n int not null,
	hits int not null,
	days int[],
	primary key (region_id, is_own, department, category, channel, measure, month)
) with (fillfactor = 80);
comment on table private.result_cells is 'Counts by place and month; kept by triggers and proven by recount_sums().';
comment on column private.result_cells.is_own is 'Only what is at the region itself; kept for rates, where others lie below.';
comment on column private.result_cells.department is 'A key, ''-'' for none, or empty for all together.';
comment on column private.result_cells.category is 'A key, or empty for all together.';
comment on column private.result_cells.channel is 'A channel, or empty for all together.';
comment on column private.result_cells.days is 'Pairs of a value and how often it occurs: days to the answer, or days on which clocks are due.';
alter table private.result_cells enable row level security;

-- Rates: all months of a place in a row, as running totals, so that any period is the difference of two of them.
create table private.result_series (
	region_id int not null references public.regions,
	is_own boolean not null,
	department text collate "C" not null,
	category text collate "C" not null,
	channel text collate "C" not null,
	measure text collate "C" not null,
	months int[] not null,
	n_upto int[] not null,
	hits_upto int[] not null,
	cuts boolean[] not null,
	primary key (region_id, is_own, department, category, channel, measure)
) with (fillfactor = 80);
comment on table private.result_series is 'What rates are made of, by place; kept by triggers and proven by recount_sums().';
comment on column private.result_series.is_own is 'Only what is at the region itself; kept where others lie below.';
comment on column private.result_series.department is 'A key, ''-'' for none, or empty for all together.';
comment on column private.result_series.category is 'A key, or empty for all together.';
comment on column private.result_series.channel is 'A channel, or empty for all together.';
comment on column private.result_series.months is 'Months that have figures, ascending, as month_number() counts them.';
comment on column private.result_series.n_upto is 'How many were counted up to and with each month.';
comment on column private.result_series.hits_upto is 'How many of them hit.';
comment on column private.result_series.cuts is 'Whether a published period may begin with each month; see results().';
alter table private.result_series enable row level security;

create table private.result_checks (
	id bigint generated always as identity primary key,
	checked_at timestamptz not null default private.now(),
	issues_repaired int not null,
	cells_repaired int not null
);
comment on table private.result_checks is 'What each nightly recount of the results found and put right.';
comment on column private.result_checks.issues_repaired is 'Issues of which something else was counted than is there.';
comment on column private.result_checks.cells_repaired is 'Cells that were not the sum of what is counted.';
alter table private.result_checks enable row level security;
