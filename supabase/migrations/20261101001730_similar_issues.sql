-- Hints for whoever moderates: public issues that share two of the longest words of a title, for long words are rare.
create function public.similar_issues(issue bigint)
returns table (id bigint, title text, status public.issue_status, votes int)
language sql stable security invoker set search_path = ''
as $$
	with words as (
		select w.word, row_number() over (order by char_length(w.word) desc, w.word) as place
		from public.issues i cross join lateral (select distinct t as word from unnest(i.tokens) t) w
		where i.id = similar_issues.issue and char_length(w.word) > 1 and strpos(lower(i.title), w.word) > 0
		order by place limit 3
	), asked as (
		select array[a.word, b.word] as words from words a join words b on a.place < b.place
		union all
		select array[a.word] from words a where (select count(*) from words) = 1
	), found as (
		select distinct f.id, f.title, f.status, f.votes
		from asked a cross join lateral public.list_issues(words => a.words, page_size => 6) f
		where f.id <> similar_issues.issue
	)
	select f.id, f.title, f.status, f.votes from found f order by f.id desc limit 6
$$;
comment on function public.similar_issues(bigint) is 'Public issues that share telling words with the title of one that the caller may read.';
grant execute on function public.similar_issues(bigint) to authenticated, service_role;
