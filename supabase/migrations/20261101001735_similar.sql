-- Issues that may tell the same trouble as a text: few candidates, found by the text's rarest words; lib/text/similarity judges them.

-- Where the words stand, the rarest first, within a budget of rows, so that a question costs the same however many issues
-- there are. What is common is known from the statistics of the table and only counted; what these do not know is rare. `place` is the
-- word's place in the array; a row without an issue tells a count alone.
create function private.postings_of(words text[], budget int) returns table (issue_id bigint, place int, texts int)
language plpgsql stable security definer set search_path = ''
-- To the planner, looking a word up costs about as much as reading the table, or an index in another order, until enough have
-- it; of a rare word that would be all issues.
set enable_seqscan = off
set enable_indexscan = off
-- One plan for all words: planning each anew takes longer than looking it up, and of a common one it would walk another index.
set plan_cache_mode = force_generic_plan
as $$
declare
	most_of_a_word constant int := 600;
	most_of_a_pair constant int := 200;
	too_common constant int := 20000;
	all_issues double precision;
	asked record;
	ids bigint[];
	remaining int := budget;
	common text[] := '{}';
begin
	select greatest(1, case when c.reltuples > 0 and c.relpages > 0 then c.reltuples / c.relpages else 3 end
		* pg_relation_size(c.oid) / 8192) into all_issues
	from pg_catalog.pg_class c where c.oid = 'public.issues'::regclass;
	return query select null::bigint, 0, all_issues::int;
	for asked in
		with known as (
			select e.word, e.share
			from pg_catalog.pg_stats s
			cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (word, share)
			where s.schemaname = 'public' and s.tablename = 'issues' and s.attname = 'tokens' and e.word = any (words)
		)
		select w.word, w.place::int as place, coalesce(k.share, 0) * all_issues as expected
		from unnest(words) with ordinality w (word, place) left join known k on k.word = w.word
		order by expected, char_length(w.word) desc, w.place
	loop
		if remaining <= 0 or asked.expected > too_common then
			return query select null::bigint, asked.place, asked.expected::int;
			if asked.expected between 1 and too_common then common := common || asked.word; end if;
			continue;
		end if;
		ids := array(
			select i.id from public.issues i where i.is_public and i.tokens @> array[asked.word] limit most_of_a_word);
		remaining := remaining - cardinality(ids);
		if cardinality(ids) = most_of_a_word then common := common || asked.word; end if;
		return query select f.id, asked.place, greatest(cardinality(ids), asked.expected)::int from unnest(ids) f (id)
			union all select null, asked.place, 0 where cardinality(ids) = 0;
	end loop;
	-- Two words that many have are together in few.
	for asked in
		select a.word as one, b.word as other from unnest(common[:4]) with ordinality a (word, place)
		join unnest(common[:4]) with ordinality b (word, place) on a.place < b.place
	loop
		ids := array(
			select i.id from public.issues i where i.is_public and i.tokens @> array[asked.one, asked.other] limit most_of_a_pair);
		return query select f.id, w.place, most_of_a_word from unnest(ids) f (id)
			cross join lateral (values (array_position(words, asked.one)), (array_position(words, asked.other))) w (place);
	end loop;
end $$;

-- The newest public issues around a region, of its parent and what lies below, where these are few enough to ask each.
create function private.newest_around(region int, most int) returns table (issue_id bigint)
language sql stable security definer set search_path = ''
as $$
	with around as (
		select r.id from public.regions here
		join public.regions parent on parent.id = coalesce(here.parent_id, here.id)
		join public.regions r on r.path operator(extensions.<@) parent.path
		where here.id = newest_around.region
		order by r.id = here.id desc, r.path limit 60
	)
	select t.id from around cross join lateral (
		select i.id, i.published_at from public.issues i
		where i.region_id = around.id and i.is_public and i.status <> 'merged'
		order by i.published_at desc, i.id desc limit most) t
	order by t.published_at desc, t.id desc limit most
$$;

-- Candidates, the likeliest first. The first row alone carries the counts: places among the words asked for, in how many issues
-- each of these words stands, and of how many.
create type private.similar_issue as (
	id bigint, title text, beginning text, status public.issue_status, region_id int, votes int,
	answered_at timestamptz, answer text, places int[], counts int[], issues_counted int
);

create function private.likely_same(
	words text[], region int default null, except_issue bigint default null, page_size int default 60
)
returns setof private.similar_issue
language sql stable security definer set search_path = ''
as $$
	with asked as (select words[:100] as words),
	posting as (
		select p.* from asked cross join lateral private.postings_of(asked.words, 3000) p
	), counted as (
		select p.place, max(p.texts) as texts from posting p where p.place > 0 group by p.place
	), whole as (
		select greatest(max(p.texts), 1) as issues from posting p
	), scored as (
		select p.issue_id, sum(ln(1 + whole.issues::float / greatest(c.texts, 1))) as score
		from (select distinct p.issue_id, p.place from posting p where p.issue_id is not null) p
		join counted c on c.place = p.place cross join whole
		where p.issue_id is distinct from except_issue
		group by p.issue_id order by score desc, p.issue_id desc limit least(greatest(page_size, 1), 100)
	), near as (
		select n.issue_id, 0::float as score
		from asked cross join private.newest_around(region, 150) n
		join public.issues i on i.id = n.issue_id
		where n.issue_id is distinct from except_issue and i.tokens && asked.words
			and not exists (select from scored s where s.issue_id = n.issue_id)
		order by (select count(*) from unnest(i.tokens) t where t = any (asked.words)) desc, n.issue_id desc
		limit 20
	), chosen as (select * from scored union all select * from near)
	select i.id, i.title, left(i.body, 600), i.status, i.region_id, n.votes, i.answered_at, left(a.body, 120),
		case when row_number() over best = 1 then array(select c.place from counted c order by c.place) end,
		case when row_number() over best = 1 then array(select c.texts from counted c order by c.place) end,
		case when row_number() over best = 1 then whole.issues end
	from chosen join public.issues i on i.id = chosen.issue_id
	join public.issue_counters n on n.issue_id = i.id
	cross join whole
	left join lateral (
		select r.body from public.responses r where r.issue_id = i.id order by r.round desc limit 1) a on i.answered_at is not null
	where i.is_public and i.status <> 'merged'
	window best as (order by chosen.score desc, i.id desc)
	order by chosen.score desc, i.id desc
$$;

-- Asked as the caller: of an issue that the caller may not read nothing is found.
create function private.likely_same_to(issue bigint, page_size int default 60) returns setof private.similar_issue
language sql stable security invoker set search_path = ''
as $$
	select l.* from public.issues i
	cross join lateral private.likely_same(i.tokens[:100], i.region_id, i.id, likely_same_to.page_size) l
	where i.id = likely_same_to.issue
$$;

call private.expose('likely_same', 'anon, authenticated, service_role',
	'Public issues that share the rarest of these words, or lie near and share any, for lib/text/similarity to judge. The first row alone says in how many issues each word stands, and of how many.');
call private.expose('likely_same_to', 'authenticated, service_role',
	'The same of an issue that stands already, by its own words; places are places among these.');
