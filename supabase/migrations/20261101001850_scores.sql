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
comment on table public.score_publications is 'Published scores: frozen with their hash; they only grow.';
comment on column public.score_publications.payload is 'Figures, counts and names as they were.';
comment on column public.score_publications.payload_hash is 'SHA-256 of the text that score_document() gives.';
create index score_publications_newest on public.score_publications (published_at desc, id desc);
create table public.score_corrections (
	id bigint generated always as identity primary key,
	publication_id bigint not null references public.score_publications,
	payload jsonb not null,
	payload_hash text not null,
	note text not null check (private.visible_length(note) between 4 and 4000),
	published_at timestamptz not null default private.now()
);
comment on table public.score_corrections is 'Corrections beside a publication, never in its place.';
comment on column public.score_corrections.payload is 'As in the publication, figured anew.';
comment on column public.score_corrections.payload_hash is 'SHA-256 of the text that score_document() gives.';
comment on column public.score_corrections.note is 'Why it was corrected.';
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

-- Names are frozen with the numbers: what is renamed later does not change what was published.
create function private.score_payload(region int, from_month date, to_month date) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with figures as (
		select g.by, r.*
		from unnest(array['all', 'month', 'department', 'region', 'category', 'channel']) as g (by)
		cross join lateral public.results(from_month, to_month, score_payload.region, null, null, g.by) r
	)
	select jsonb_build_object(
		'format', 2,
		'region', (select jsonb_build_object('path', r.path::text, 'zh', r.name_zh, 'en', r.name_en)
			from public.regions r where r.id = score_payload.region),
		'from_month', to_char(from_month, 'YYYY-MM'), 'to_month', to_char(to_month, 'YYYY-MM'),
		'computed_at', to_char(private.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
		'minimum_sample', private.minimum_sample(),
		'counts', (
			select coalesce(jsonb_object_agg(c.measure, c.n), '{}') from (
				select case when r.measure like 'rejected:%' then 'rejected' else r.measure end as measure, sum(r.n) as n
				from public.result_counts(from_month, to_month, score_payload.region) r group by 1) c),
		'rejections', (select coalesce(jsonb_agg(to_jsonb(j)), '[]') from public.rejections_by_reason(from_month, to_month, score_payload.region) j),
		'figures', (
			select coalesce(jsonb_agg(jsonb_build_object('grouped_by', f.by, 'group_key', f.group_key, 'measure', f.measure,
				'numerator', f.numerator, 'denominator', f.denominator, 'value', f.value)
				order by f.by, f.measure, f.group_key), '[]')
			from figures f),
		'names', jsonb_build_object(
			'department', (select coalesce(jsonb_object_agg(d.key, jsonb_build_object('zh', d.name_zh, 'en', d.name_en)), '{}')
				from public.departments d where d.key in (select f.group_key from figures f where f.by = 'department')),
			'region', (select coalesce(jsonb_object_agg(r.path::text, jsonb_build_object('zh', r.name_zh, 'en', r.name_en)), '{}')
				from public.regions r where r.path::text in (select f.group_key from figures f where f.by = 'region')),
			'category', (select coalesce(jsonb_object_agg(c.key, jsonb_build_object('zh', c.name_zh, 'en', c.name_en)), '{}')
				from public.categories c where c.key in (select f.group_key from figures f where f.by = 'category'))))
$$;

-- Refuses before 14 days after the period, when ratings of its last answers are still coming in.
create function private.publish_scores(region int, from_month date, to_month date, note text default '') returns bigint
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
	if char_length(publish_scores.note) > 4000 then
		perform private.refuse(422, 'note_too_long');
	end if;
	if exists (select from public.score_publications p
		where p.region_id = region and p.from_month = first_month and p.to_month = last_month)
	then
		perform private.refuse(409, 'scores_already_published');
	end if;
	perform private.count_everything();
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
	if char_length(note) > 4000 then
		perform private.refuse(422, 'note_too_long');
	end if;
	perform private.count_everything();
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
	return private.score_payload(region, date_trunc('month', from_month)::date, date_trunc('month', to_month)::date);
end $$;

call private.expose('publish_scores', 'authenticated', 'Freezes a period’s scores and publishes them.');
call private.expose('correct_scores', 'authenticated', 'Publishes a correction beside earlier scores.');
call private.expose('preview_scores', 'authenticated', 'What publishing would freeze now.');

-- The frozen text byte for byte, so that anybody can check its SHA-256 against the published one.
create function public.score_document(publication bigint, correction bigint default null) returns text
language sql stable security invoker set search_path = ''
as $$
	select case when correction is null
		then (select p.payload::text from public.score_publications p where p.id = publication)
		else (select c.payload::text from public.score_corrections c where c.id = correction and c.publication_id = publication) end
$$;
comment on function public.score_document is
	'The frozen text byte for byte, so that anybody can check its SHA-256 against the published one.';
grant execute on function public.score_document(bigint, bigint) to anon, authenticated, service_role;
