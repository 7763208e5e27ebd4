-- Search: the newest issues that hold all words, the best match of them first; and the words there are, for whoever mistypes one.

-- What is found is judged among the newest two hundred: more than anybody reads, and so the cost is bounded.
-- Points: the phrase as it was typed in the title 40, in the text 20; each word of the title a share of 30; found in the
-- issue itself and not in its answer alone 10; support up to 9.
create function private.search_issues(
	words text[], phrase text default '', page_size int default 20, after_score int default null, after_id bigint default null,
	region int default null, category text default null, department text default null,
	statuses public.issue_status[] default null, stage text default null, published_from date default null,
	published_to date default null
)
returns setof private.listed_issue
language plpgsql stable security definer set search_path = ''
as $$
declare
	at_path extensions.ltree := private.region_path(region);
	walked int := case when cardinality(words) > 0 then private.walk_for_words(words, 200) end;
begin
	if region is not null and at_path is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	if coalesce(cardinality(words), 0) = 0 then
		return;
	end if;
	return query execute format($q$
		with found as (%s),
		judged as (
			select f.*, i.body, t.body as text, i.tokens @> $8 as is_in_issue,
				(case when $11 <> '' and strpos(t.title, $11) > 0 then 40 else 0 end
				+ case when $11 <> '' and strpos(t.body, $11) > 0 then 20 else 0 end
				+ (select 30 * count(*) filter (where strpos(t.title, w.word) > 0) / count(*) from unnest($8) w (word))
				+ case when i.tokens @> $8 then 10 else 0 end
				+ least(9, floor(2 * ln(1 + f.votes))))::int as score
			from found f join public.issues i on i.id = f.id
			cross join lateral (select lower(normalize(i.title, nfkc)) as title, lower(normalize(left(i.body, 4000), nfkc)) as body) t
		), page as (
			select * from judged j where $12 is null or (j.score, j.id) < ($12, $13) order by j.score desc, j.id desc limit %s
		)
		select p.id, p.title,
			case when a.body is not null then private.around(a.body, lower(normalize(a.body, nfkc)), $8) else private.around(p.body, p.text, $8) end,
			p.status, p.region_id, p.category_key, p.lead_department_key, p.author_shown, p.channel, p.is_imported, p.told_at,
			p.published_at, p.answered_at, p.round, p.votes, p.brought_along, p.clock, p.due_at, p.score::text, a.body is not null
		from page p left join lateral (
			select r.body from public.responses r where not p.is_in_issue and r.issue_id = p.id and r.tokens @> $8
			order by r.round desc limit 1) a on true
		order by p.score desc, p.id desc $q$,
		private.list_issues_statement('newest', 200, null, null, region, category, department, statuses, stage, published_from, published_to, words, walked),
		least(greatest(page_size, 1), 100))
	using at_path, region, category, department, statuses, published_from, published_to, words, null::text, null::bigint,
		lower(normalize(coalesce(phrase, ''), nfkc)), after_score, after_id;
end $$;

-- The stretch of a text around the first of the words in it.
create function private.around(body text, folded text, words text[]) returns text
language sql immutable set search_path = ''
as $$
	select case when first.place > 40 then '…' || substr(body, first.place - 30, 160) else left(body, 160) end
	from (select coalesce(min(nullif(strpos(folded, w.word), 0)), 1) as place from unnest(words) w (word)) first
$$;

call private.expose('search_issues', 'anon, authenticated, service_role',
	'Public issues that hold all the words in their text or their answer, the best match first; of more than two hundred the newest. The cursor is the last row’s sort value and id.');

-- The words of public texts, and each with one character left out: two words that differ by one character share such a form.
create table private.search_words (
	word text collate "C" primary key,
	texts int not null
);
comment on table private.search_words is 'The words of public issues and answers, for mending mistyped ones; made anew by the worker.';
comment on column private.search_words.texts is 'In how many texts it stands.';
create table private.search_word_forms (
	form text collate "C" not null,
	word text collate "C" not null references private.search_words on delete cascade,
	primary key (form, word)
);
comment on table private.search_word_forms is 'Each word, and each of its spellings with one character left out.';
create index search_word_forms_word on private.search_word_forms (word);
alter table private.search_words enable row level security;
alter table private.search_word_forms enable row level security;

create function private.forms_of(word text) returns setof text
language sql immutable set search_path = ''
as $$
	select word union
	select left(word, n - 1) || substr(word, n + 1) from generate_series(1, char_length(word)) n where char_length(word) > 1
$$;

-- The most common words, numbers left out; answers how many.
create function private.refresh_search_words(most int default 100000) returns int
language plpgsql security definer set search_path = ''
as $$
declare known int;
begin
	perform pg_advisory_xact_lock(hashtext('search_words'));
	delete from private.search_words;
	insert into private.search_words (word, texts)
	select w.word, count(*)::int from (
		select unnest(i.tokens) as word from public.issues i where i.is_public
		union all
		select unnest(r.tokens) from public.responses r
	) w
	where char_length(w.word) between 2 and 20 and w.word !~ '^[0-9.,-]+$'
	group by w.word order by count(*) desc, w.word limit most;
	get diagnostics known = row_count;
	insert into private.search_word_forms (form, word)
	select f.form, s.word from private.search_words s cross join lateral private.forms_of(s.word) f (form)
	on conflict do nothing;
	return known;
end $$;

-- Known words that differ from what was typed by about one character, or by none; the most common first.
create function private.near_words(asked text[]) returns table (typed text, word text, texts int)
language sql stable security definer set search_path = ''
as $$
	select a.typed, n.word, n.texts
	from (select distinct typed from unnest(asked[:80]) typed) a
	cross join lateral (
		select distinct s.word, s.texts
		from private.forms_of(a.typed) f (form)
		join private.search_word_forms w on w.form = f.form collate "C"
		join private.search_words s on s.word = w.word
		where char_length(a.typed) between 2 and 20 and abs(char_length(s.word) - char_length(a.typed)) <= 1
		order by s.texts desc, s.word limit 30) n
$$;

call private.expose('near_words', 'anon, authenticated, service_role',
	'Words of public texts that are nearly, or exactly, what was typed.');
