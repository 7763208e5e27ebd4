-- Results: the numbers of DOMAIN.md, each with numerator, denominator and n, and withheld below the minimum sample.

create function private.minimum_sample() returns int
language sql immutable set search_path = '' as $$ select 5 $$;
grant execute on function private.minimum_sample() to anon, authenticated, service_role;
comment on function private.minimum_sample() is 'Rates below this n are withheld.';

-- One row per thing counted, with what it may be grouped by. Answers that came with an import are left out.
--  first_answer: counted on the day it was answered or its deadline passed, whichever came first; hit = within the deadline
--  days:         days from assignment to the first answer; value = days
--  solved, satisfied, to_the_point: ratings on the day they were given; hit = yes (satisfaction 3-5)
--  reopened:     responses on the day they were published; hit = made the issue reopen
create view private.measurements with (security_invoker = true) as
	select 'first_answer'::text as measure, private.local_day(least(c.met_at, c.due_at)) as day,
		coalesce(c.met_at <= c.due_at, false) as hit, null::int as value,
		i.path, i.category_key, i.channel, c.department_key
	from public.clocks c join public.issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and c.ended_at is null and not c.is_imported
		and (c.met_at is not null or c.due_at < private.now()) and i.is_public
	union all
	select 'days', private.local_day(c.met_at), true, private.local_day(c.met_at) - private.local_day(c.started_at),
		i.path, i.category_key, i.channel, c.department_key
	from public.clocks c join public.issues i on i.id = c.issue_id
	where c.kind = 'first_answer' and c.round = 1 and c.met_at is not null and not c.is_imported and i.is_public
	union all
	select m.measure, private.local_day(g.rated_at), m.hit, null, i.path, i.category_key, i.channel, r.department_key
	from public.ratings g
	join public.responses r on r.id = g.response_id and not r.is_imported
	join public.issues i on i.id = r.issue_id and i.is_public
	cross join lateral (values ('solved', g.solved), ('satisfied', g.satisfaction >= 3), ('to_the_point', g.to_the_point)) as m (measure, hit)
	where m.hit is not null
	union all
	select 'reopened', private.local_day(r.published_at), r.reopened_at is not null, null, i.path, i.category_key, i.channel, r.department_key
	from public.responses r join public.issues i on i.id = r.issue_id and i.is_public
	where not r.is_imported;
grant select on private.measurements to anon, authenticated, service_role;

-- grouped_by: all | month | department | region (children of the region) | category | channel.
-- numerator, denominator and value are null where withheld: n below the minimum sample, or the value could be worked
-- out from the total and the other groups, or from the same figure without the department or category filter.
create function public.results(
	from_month date, to_month date, region int default null, department text default null, category text default null,
	grouped_by text default 'all'
)
returns table (group_key text, measure text, numerator int, denominator int, value numeric, withheld boolean)
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
	at_path extensions.ltree;
	first_day date := date_trunc('month', from_month)::date;
	last_day date := (date_trunc('month', to_month) + interval '1 month')::date - 1;
	least_n int := private.minimum_sample();
begin
	if first_day is null or last_day is null or last_day < first_day or last_day > first_day + 366 * 5 then
		perform private.refuse(422, 'period_invalid');
	end if;
	if grouped_by not in ('all', 'month', 'department', 'region', 'category', 'channel') then
		perform private.refuse(422, 'grouping_unknown');
	end if;
	if results.region is not null then
		at_path := private.region_path(results.region);
		if at_path is null then
			perform private.refuse(422, 'region_unknown');
		end if;
	end if;
	return query
	with inside as (
		select m.*,
			(results.department is null or m.department_key = results.department)
				and (results.category is null or m.category_key = results.category) as chosen
		from private.measurements m
		where m.day between first_day and last_day
			and (at_path is null or m.path operator(extensions.<@) at_path)
	), cells as (
		select m.measure,
			case results.grouped_by
				when 'all' then 'all'
				when 'month' then to_char(m.day, 'YYYY-MM')
				when 'department' then m.department_key
				when 'category' then m.category_key
				when 'channel' then m.channel::text
				when 'region' then extensions.subpath(m.path, 0,
					least(extensions.nlevel(m.path), coalesce(extensions.nlevel(at_path), 0) + 1))::text
			end as group_key,
			count(*)::int as n,
			count(*) filter (where m.hit)::int as hits,
			percentile_disc(0.5) within group (order by m.value) as median
		from inside m
		where m.chosen
		group by 1, 2
	), totals as (
		select m.measure, count(*)::int as everything,
			count(*) filter (where m.chosen)::int as chosen,
			count(*) filter (where results.department is null or m.department_key = results.department)::int as of_department,
			count(*) filter (where results.category is null or m.category_key = results.category)::int as of_category
		from inside m group by m.measure
	), judged as (
		select c.*,
			c.n < least_n
				or t.everything - t.chosen between 1 and least_n - 1
				or t.of_department - t.chosen between 1 and least_n - 1
				or t.of_category - t.chosen between 1 and least_n - 1 as too_small
		from cells c join totals t on t.measure = c.measure
	), counted as (
		select j.*,
			sum(j.n) filter (where j.too_small) over (partition by j.measure) as hidden_n,
			row_number() over (partition by j.measure, j.too_small order by j.n, j.group_key) as smallest,
			count(*) over (partition by j.measure) as groups
		from judged j
	), final as (
		select c.*, c.too_small or coalesce(c.groups > 1 and c.hidden_n < least_n and c.smallest = 1, false) as hide from counted c
	)
	select f.group_key, f.measure,
		case when not f.hide and f.measure <> 'days' then f.hits end,
		case when not f.hide then f.n end,
		case when not f.hide then
			case when f.measure = 'days' then f.median::numeric else round(f.hits::numeric / f.n, 4) end end,
		f.hide
	from final f
	order by f.measure, f.group_key;
end $$;
comment on function public.results(date, date, int, text, text, text) is
	'The published numbers of whole months. Refuses period_invalid, grouping_unknown, region_unknown with 422.';
grant execute on function public.results(date, date, int, text, text, text) to anon, authenticated, service_role;

-- Rejections are public as a number only.
create function private.rejected_count(starts timestamptz, ends timestamptz, region int, category text) returns bigint
language sql stable security definer set search_path = ''
as $$
	select count(*) from public.issues i
	where i.status = 'rejected' and i.status_at >= starts and i.status_at < ends
		and (rejected_count.region is null
			or i.path operator(extensions.<@) (select r.path from public.regions r where r.id = rejected_count.region))
		and (rejected_count.category is null or i.category_key = rejected_count.category)
$$;
-- Plain counts that stand beside the rates: public lists show the same rows, so nothing is withheld.
create function public.result_counts(from_month date, to_month date, region int default null, department text default null, category text default null)
returns table (published bigint, answered bigint, confirmed bigint, reopened bigint, overdue_now bigint, rejected bigint, votes bigint)
language sql stable security invoker set search_path = ''
as $$
	with period as (
		select (date_trunc('month', from_month)::timestamp at time zone 'Asia/Shanghai') as starts,
			((date_trunc('month', to_month) + interval '1 month')::timestamp at time zone 'Asia/Shanghai') as ends
	), inside as (
		select i.* from public.issues i
		where i.is_public and (result_counts.region is null
				or i.path operator(extensions.<@) (select r.path from public.regions r where r.id = result_counts.region))
			and (result_counts.department is null or i.lead_department_key = result_counts.department)
			and (result_counts.category is null or i.category_key = result_counts.category)
	)
	select
		(select count(*) from inside i, period p where i.published_at >= p.starts and i.published_at < p.ends),
		(select count(*) from inside i join public.responses r on r.issue_id = i.id, period p
			where r.published_at >= p.starts and r.published_at < p.ends),
		(select count(*) from inside i join public.issue_events e on e.issue_id = i.id and e.kind = 'confirmed', period p
			where e.at >= p.starts and e.at < p.ends),
		(select count(*) from inside i join public.issue_events e on e.issue_id = i.id and e.kind = 'reopened', period p
			where e.at >= p.starts and e.at < p.ends),
		(select count(*) from inside i join public.clocks c on c.issue_id = i.id
			where c.met_at is null and c.ended_at is null and c.paused_at is null and c.due_at < private.now()),
		private.rejected_count((select p.starts from period p), (select p.ends from period p), region, category),
		(select coalesce(sum(n.votes), 0) from inside i join public.issue_counters n on n.issue_id = i.id)
$$;

grant execute on function private.rejected_count(timestamptz, timestamptz, int, text), public.result_counts(date, date, int, text, text)
	to anon, authenticated, service_role;

-- Rejections by reason: code and count, never the text.
create function private.rejections_by_reason(from_month date, to_month date, region int) returns table (reason text, n bigint)
language sql stable security definer set search_path = ''
as $$
	select i.rejection_reason, count(*) from public.issues i
	where i.status = 'rejected'
		and i.status_at >= (date_trunc('month', from_month)::timestamp at time zone 'Asia/Shanghai')
		and i.status_at < ((date_trunc('month', to_month) + interval '1 month')::timestamp at time zone 'Asia/Shanghai')
		and (rejections_by_reason.region is null
			or i.path operator(extensions.<@) (select r.path from public.regions r where r.id = rejections_by_reason.region))
	group by 1 order by 2 desc, 1
$$;
create function public.rejections_by_reason(from_month date, to_month date, region int default null) returns table (reason text, n bigint)
language sql stable security invoker set search_path = '' as $$ select * from private.rejections_by_reason(from_month, to_month, region) $$;
grant execute on function private.rejections_by_reason(date, date, int), public.rejections_by_reason(date, date, int)
	to anon, authenticated, service_role;

-- Published scores: frozen, with a note and a hash; a correction stands beside, never in place.
create table public.score_publications (
	id bigint generated always as identity primary key,
	region_id int not null references public.regions,
	from_month date not null check (extract(day from from_month) = 1),
	to_month date not null check (extract(day from to_month) = 1 and to_month >= from_month),
	payload jsonb not null,
	payload_hash text not null,
	note text not null default '' check (char_length(note) <= 4000),
	published_at timestamptz not null default private.now(),
	unique (region_id, from_month, to_month)
);
create index score_publications_newest on public.score_publications (published_at desc, id desc);
create table public.score_corrections (
	id bigint generated always as identity primary key,
	publication_id bigint not null references public.score_publications,
	payload jsonb not null,
	payload_hash text not null,
	note text not null check (private.visible_length(note) between 4 and 4000),
	published_at timestamptz not null default private.now()
);
create index score_corrections_publication on public.score_corrections (publication_id, id);
create trigger score_publications_only_grow before update or delete on public.score_publications
	for each row execute function private.refuse_change();
create trigger score_corrections_only_grow before update or delete on public.score_corrections
	for each row execute function private.refuse_change();
alter table public.score_publications enable row level security;
alter table public.score_corrections enable row level security;
create policy score_publications_read on public.score_publications for select to anon, authenticated, service_role using (true);
create policy score_corrections_read on public.score_corrections for select to anon, authenticated, service_role using (true);
grant select on public.score_publications, public.score_corrections to anon, authenticated, service_role;

create function private.score_payload(region int, from_month date, to_month date) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'computed_at', private.now(), 'minimum_sample', private.minimum_sample(),
		'counts', (select to_jsonb(c) from public.result_counts(from_month, to_month, region) c),
		'figures', (
			select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('grouped_by', g.by) order by g.by, r.measure, r.group_key), '[]')
			from unnest(array['all', 'month', 'department', 'region', 'category', 'channel']) as g (by)
			cross join lateral public.results(from_month, to_month, region, null, null, g.by) r))
$$;

-- Refuses before 14 days after the period, when ratings of its last answers are still coming in.
create function private.publish_scores(region int, from_month date, to_month date, note text) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	content jsonb;
	added bigint;
	first_month date := date_trunc('month', from_month)::date;
	last_month date := date_trunc('month', to_month)::date;
begin
	perform private.require_role('commission_lead', private.region_path(region));
	if first_month is null or last_month is null or last_month < first_month then
		perform private.refuse(422, 'period_invalid');
	end if;
	if private.local_day(private.now()) < (last_month + interval '1 month')::date + 14 then
		perform private.refuse(409, 'period_too_young');
	end if;
	if exists (select from public.score_publications p
		where p.region_id = region and p.from_month = first_month and p.to_month = last_month)
	then
		perform private.refuse(409, 'scores_already_published');
	end if;
	content := private.score_payload(region, first_month, last_month);
	insert into public.score_publications (region_id, from_month, to_month, payload, payload_hash, note)
	values (region, first_month, last_month, content, encode(sha256(convert_to(content::text, 'UTF8')), 'hex'), coalesce(publish_scores.note, ''))
	returning id into added;
	perform private.audit('publish_scores', region, 'score_publication:' || added);
	return added;
end $$;

create function private.correct_scores(publication bigint, note text) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	published public.score_publications;
	content jsonb;
	added bigint;
begin
	select * into published from public.score_publications p where p.id = publication;
	if published.id is null then
		perform private.refuse(404, 'publication_not_found');
	end if;
	perform private.require_role('commission_lead', private.region_path(published.region_id));
	if private.visible_length(note) < 4 then
		perform private.refuse(422, 'correction_note_required');
	end if;
	content := private.score_payload(published.region_id, published.from_month, published.to_month);
	insert into public.score_corrections (publication_id, payload, payload_hash, note)
	values (publication, content, encode(sha256(convert_to(content::text, 'UTF8')), 'hex'), correct_scores.note)
	returning id into added;
	perform private.audit('correct_scores', published.region_id, 'score_publication:' || publication);
	return added;
end $$;

-- What would be published, for the page that asks "publish?".
create function private.preview_scores(region int, from_month date, to_month date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_role('commission_lead', private.region_path(region));
	return private.score_payload(region, from_month, to_month);
end $$;

create function public.publish_scores(region int, from_month date, to_month date, note text default '') returns bigint
language sql security invoker set search_path = '' as $$ select private.publish_scores(region, from_month, to_month, note) $$;
create function public.correct_scores(publication bigint, note text) returns bigint
language sql security invoker set search_path = '' as $$ select private.correct_scores(publication, note) $$;
create function public.preview_scores(region int, from_month date, to_month date) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.preview_scores(region, from_month, to_month) $$;
grant execute on function private.publish_scores(int, date, date, text), private.correct_scores(bigint, text), private.preview_scores(int, date, date),
	public.publish_scores(int, date, date, text), public.correct_scores(bigint, text), public.preview_scores(int, date, date) to authenticated;
