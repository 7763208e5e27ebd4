-- Submitting: what the author does with the own issue. Text arrives prepared by lib/text: original, masked copy, words.

create function private.create_issue(
	acting public.actor_role, author uuid, entered_by uuid,
	title text, body text, title_original text, body_original text,
	mask_version int, tokens text[], tokenizer_version int,
	region int, category text, author_shown text, channel public.issue_channel,
	source text, external_id text, told_level int, told_at timestamptz, submission_key uuid
) returns public.issues
language plpgsql security definer set search_path = ''
as $$
declare
	created public.issues;
	at_path extensions.ltree := (select r.path from public.regions r where r.id = region and r.is_active);
begin
	if at_path is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	if not exists (select from public.categories c where c.key = category and c.is_active) then
		perform private.refuse(422, 'category_unknown');
	end if;
	if private.visible_length(title) < 4 then
		perform private.refuse(422, 'title_too_short');
	end if;
	if private.visible_length(body) < 1 then
		perform private.refuse(422, 'body_empty');
	end if;
	if char_length(title) > 120 then
		perform private.refuse(422, 'title_too_long');
	end if;
	if char_length(body) > 20000 then
		perform private.refuse(422, 'body_too_long');
	end if;
	insert into public.issues (
		region_id, path, category_key, title, body, mask_version, tokens, tokenizer_version, author_shown,
		channel, source, external_id, told_level, told_at, submitted_at, is_imported)
	values (
		region, at_path, category, title, body, mask_version, tokens, tokenizer_version, author_shown,
		channel, coalesce(source, ''), external_id, told_level, least(coalesce(told_at, private.now()), private.now()),
		private.now(), acting = 'import')
	returning * into created;
	insert into private.issue_origins (issue_id, author_id, entered_by, submission_key, title, body)
	values (created.id, author, entered_by, submission_key, title_original, body_original);
	insert into public.issue_counters (issue_id) values (created.id);
	perform private.record_event(created, 'submitted', acting, 'author', '{}', null, 'submitted');
	perform private.start_clock(created, 'accept');
	return created;
end $$;

-- A resident's own issue, or (channel other than web) a collector's entry for a resident. Sending the same
-- submission_key again answers with the issue that it made, so a second click or a retry adds nothing.
create function private.submit_issue(
	title text, body text, title_original text, body_original text, mask_version int, tokens text[], tokenizer_version int,
	region int, category text, submission_key uuid, author_shown text default null,
	channel public.issue_channel default 'web', source text default '', external_id text default null,
	told_level int default null, told_at timestamptz default null
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	me uuid := private.require_account();
	existing bigint;
	for_resident boolean := submit_issue.channel <> 'web';
begin
	select o.issue_id into existing from private.issue_origins o
	where o.submission_key = submit_issue.submission_key and me in (o.author_id, o.entered_by);
	if existing is not null then
		return existing;
	end if;
	if for_resident then
		perform private.require_role('collector', private.region_path(region));
	else
		if not exists (select from private.accounts a where a.id = me and a.kind = 'resident' and a.verification >= 1) then
			perform private.refuse(403, 'residents_only');
		end if;
		-- One person's day: enough for anybody's troubles, too little for a flood.
		if (select count(*) from private.issue_origins o join public.issues i on i.id = o.issue_id
			where o.author_id = me and i.submitted_at > private.now() - interval '1 day') >= 10
		then
			perform private.refuse(429, 'issue_daily_limit');
		end if;
	end if;
	return (private.create_issue(
		case when for_resident then 'collector' else 'resident' end::public.actor_role,
		case when not for_resident then me end, case when for_resident then me end,
		title, body, title_original, body_original, mask_version, tokens, tokenizer_version,
		region, category, author_shown, submit_issue.channel, source, external_id, told_level, told_at, submission_key)).id;
exception when unique_violation then
	select o.issue_id into existing from private.issue_origins o
	where o.submission_key = submit_issue.submission_key and me in (o.author_id, o.entered_by);
	if existing is null then
		perform private.refuse(409, 'external_id_taken');
	end if;
	return existing;
end $$;

-- The author's reply to "please tell us more": a new text, the clock runs on.
create function private.complete_issue(
	issue bigint, title text, body text, title_original text, body_original text,
	mask_version int, tokens text[], tokenizer_version int
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_account();
	perform private.change_status(issue, 'submitted', 'resident', 'info_given', '{}', 'author');
	if private.visible_length(title) < 4 then
		perform private.refuse(422, 'title_too_short');
	end if;
	update public.issues i set
		title = complete_issue.title, body = complete_issue.body, mask_version = complete_issue.mask_version,
		tokens = complete_issue.tokens, tokenizer_version = complete_issue.tokenizer_version
	where i.id = issue;
	update private.issue_origins o set title = title_original, body = body_original where o.issue_id = issue;
end $$;

-- One appeal against a rejection: back to the queue, seen by another look.
create function private.appeal_issue(issue bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_account();
	perform private.lock_issue(issue);
	if exists (select from private.issue_origins o where o.issue_id = issue and o.appealed_at is not null) then
		perform private.refuse(409, 'appeal_used');
	end if;
	if private.visible_length(reason) < 4 or char_length(reason) > 2000 then
		perform private.refuse(422, 'appeal_reason_invalid');
	end if;
	perform private.change_status(issue, 'submitted', 'resident', 'appealed', jsonb_build_object('text', reason), 'author');
	update private.issue_origins o set appealed_at = private.now() where o.issue_id = issue;
end $$;

-- Before an answer the issue is hidden; afterwards the answer stays public and only the author's trace goes.
create function private.withdraw_issue(issue bigint) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	-- What others told goes on in it.
	is_others_too boolean := exists (select from public.issues i where i.merged_into = issue);
begin
	perform private.require_account();
	if not private.is_author(issue) then
		perform private.refuse(403, 'not_the_author');
	end if;
	if current_issue.status in ('submitted', 'published') and current_issue.answered_at is null and not is_others_too then
		perform private.change_status(issue, 'withdrawn', 'resident', 'withdrawn', '{}', 'author');
		return 'withdrawn';
	elsif current_issue.answered_at is not null or is_others_too then
		update public.issues i set author_shown = null where i.id = issue;
		update private.issue_origins o set author_id = null, submission_key = null where o.issue_id = issue;
		perform private.record_event(current_issue, 'author_anonymised', 'resident', 'internal');
		return 'anonymised';
	end if;
	perform private.refuse(409, 'withdraw_not_now', current_issue.status::text);
	return null;
end $$;

call private.expose('submit_issue', 'authenticated', 'Submits an issue, once per submission key.');
call private.expose('complete_issue', 'authenticated', 'Gives what an intake officer asked the author for.');
call private.expose('appeal_issue', 'authenticated', 'Appeals against a rejection, once.');
call private.expose('withdraw_issue', 'authenticated', 'Takes the author’s issue back.');

-- The caller's own issues, newest first, whatever their status.
create function public.my_issues() returns setof public.issues
language sql stable security invoker set search_path = ''
as $$
	select * from public.issues i where i.id = any ((select private.my_issue_ids())::bigint[])
	order by i.submitted_at desc, i.id desc limit 200
$$;
comment on function public.my_issues is 'The caller’s own issues, newest first, whatever their status.';

-- The author's own words, as they were told: what a second version is written from.
create function private.my_original(issue bigint) returns setof private.original_text
language sql stable security definer set search_path = ''
as $$
	select o.title, o.body from private.issue_origins o
	where o.issue_id = my_original.issue and o.author_id = private.require_account()
$$;

call private.expose('my_original', 'authenticated', 'The caller’s own issue as it was typed.');

grant execute on function public.my_issues() to authenticated;
