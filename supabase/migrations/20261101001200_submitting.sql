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
	region int, category text, author_shown text, submission_key uuid,
	channel public.issue_channel, source text, external_id text, told_level int, told_at timestamptz
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
declare current_issue public.issues := private.lock_issue(issue);
begin
	perform private.require_account();
	if not private.is_author(issue) then
		perform private.refuse(403, 'not_the_author');
	end if;
	if current_issue.status in ('submitted', 'published') and current_issue.answered_at is null then
		perform private.change_status(issue, 'withdrawn', 'resident', 'withdrawn', '{}', 'author');
		return 'withdrawn';
	elsif current_issue.answered_at is not null then
		update public.issues i set author_shown = null where i.id = issue;
		update private.issue_origins o set author_id = null, submission_key = null where o.issue_id = issue;
		perform private.record_event(current_issue, 'author_anonymised', 'resident', 'internal');
		return 'anonymised';
	end if;
	perform private.refuse(409, 'withdraw_not_now', current_issue.status::text);
	return null;
end $$;

create function public.submit_issue(
	title text, body text, title_original text, body_original text, mask_version int, tokens text[], tokenizer_version int,
	region int, category text, submission_key uuid, author_shown text default null,
	channel public.issue_channel default 'web', source text default '', external_id text default null,
	told_level int default null, told_at timestamptz default null
) returns bigint
language sql security invoker set search_path = ''
as $$ select private.submit_issue(title, body, title_original, body_original, mask_version, tokens, tokenizer_version,
	region, category, author_shown, submission_key, channel, source, external_id, told_level, told_at) $$;
comment on function public.submit_issue is 'Submits an issue, once per submission key.';
create function public.complete_issue(
	issue bigint, title text, body text, title_original text, body_original text,
	mask_version int, tokens text[], tokenizer_version int
) returns void
language sql security invoker set search_path = ''
as $$ select private.complete_issue(issue, title, body, title_original, body_original, mask_version, tokens, tokenizer_version) $$;
comment on function public.complete_issue is 'Gives what an intake officer asked the author for.';
create function public.appeal_issue(issue bigint, reason text) returns void
language sql security invoker set search_path = '' as $$ select private.appeal_issue(issue, reason) $$;
comment on function public.appeal_issue is 'Appeals against a rejection, once.';
create function public.withdraw_issue(issue bigint) returns text
language sql security invoker set search_path = '' as $$ select private.withdraw_issue(issue) $$;
comment on function public.withdraw_issue is 'Takes the author’s issue back.';

-- The caller's own issues, newest first, whatever their status.
create function public.my_issues() returns setof public.issues
language sql stable security invoker set search_path = ''
as $$
	select * from public.issues i where i.id = any ((select private.my_issue_ids())::bigint[])
	order by i.submitted_at desc, i.id desc limit 200
$$;
comment on function public.my_issues is 'The caller’s own issues, newest first, whatever their status.';

-- The author's own words, as they were told: what a second version is written from.
create function private.my_original(issue bigint) returns table (title text, body text)
language sql stable security definer set search_path = ''
as $$
	select o.title, o.body from private.issue_origins o
	where o.issue_id = my_original.issue and o.author_id = private.require_account()
$$;
create function public.my_original(issue bigint) returns table (title text, body text)
language sql stable security invoker set search_path = '' as $$ select * from private.my_original(issue) $$;
comment on function public.my_original is 'The caller’s own issue as it was typed.';
grant execute on function private.my_original(bigint), public.my_original(bigint) to authenticated;

grant execute on function
	private.submit_issue(text, text, text, text, int, text[], int, int, text, text, uuid, public.issue_channel, text, text, int, timestamptz),
	private.complete_issue(bigint, text, text, text, text, int, text[], int), private.appeal_issue(bigint, text), private.withdraw_issue(bigint),
	public.submit_issue(text, text, text, text, int, text[], int, int, text, uuid, text, public.issue_channel, text, text, int, timestamptz),
	public.complete_issue(bigint, text, text, text, text, int, text[], int), public.appeal_issue(bigint, text), public.withdraw_issue(bigint),
	public.my_issues()
	to authenticated;

-- Pictures: the row says what is in the private bucket; the bytes leave it through the portal, as visible as the issue.
create table public.attachments (
	id uuid primary key default gen_random_uuid(),
	issue_id bigint not null references public.issues,
	response_round smallint check (response_round >= 1),
	position smallint not null check (position between 1 and 4),
	storage_path text not null,
	media_type text not null check (media_type in ('image/jpeg', 'image/webp', 'image/avif', 'image/png', 'application/pdf')),
	width int check (width between 1 and 20000),
	height int check (height between 1 and 20000),
	bytes int not null check (bytes between 1 and 20971520),
	added_at timestamptz not null default private.now(),
	removed_at timestamptz
);
comment on table public.attachments is 'Pictures of an issue or an answer; the bytes are in object storage.';
comment on column public.attachments.response_round is
	'Null for the author’s pictures; otherwise the round of the answer they belong to.';
comment on column public.attachments.storage_path is 'The object’s name in its bucket.';
comment on column public.attachments.removed_at is 'Taken out again before it was published.';
create unique index attachments_four_at_most on public.attachments (issue_id, response_round, position)
	nulls not distinct where removed_at is null;
create unique index attachments_path on public.attachments (storage_path) where removed_at is null;
alter table public.attachments enable row level security;
create policy attachments_read on public.attachments for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = attachments.issue_id));
grant select on public.attachments to anon, authenticated, service_role;

-- The author's (or collector's) pictures before a decision; the lead department's with its answer.
create function private.add_attachment(
	issue bigint, storage_path text, media_type text, width int, height int, bytes int, response_round int
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	free int;
	added uuid;
begin
	if response_round is null then
		if not exists (select from private.issue_origins o
			where o.issue_id = issue and private.require_account() in (o.author_id, o.entered_by))
		then
			perform private.refuse(403, 'not_the_author');
		end if;
		if current_issue.status not in ('submitted', 'needs_info') then
			perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
		end if;
	elsif not (private.holds('officer', current_issue.path, current_issue.lead_department_key)
		or private.holds('department_lead', current_issue.path, current_issue.lead_department_key))
	then
		perform private.refuse(403, 'role_required', 'officer');
	elsif response_round <> current_issue.round or current_issue.status not in ('assigned', 'in_progress') then
		perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
	elsif exists (select from public.responses r where r.issue_id = issue and r.round = response_round) then
		perform private.refuse(409, 'response_exists');
	end if;
	-- The path is made from the picture itself, so the same picture sent twice is one.
	select a.id into added from public.attachments a
	where a.storage_path = add_attachment.storage_path and a.issue_id = issue and a.removed_at is null;
	if added is not null then
		return added;
	end if;
	select min(p) into free from generate_series(1, 4) p
	where not exists (
		select from public.attachments a
		where a.issue_id = issue and a.response_round is not distinct from add_attachment.response_round
			and a.position = p and a.removed_at is null);
	if free is null then
		perform private.refuse(409, 'attachments_too_many');
	end if;
	insert into public.attachments (issue_id, response_round, position, storage_path, media_type, width, height, bytes)
	values (issue, add_attachment.response_round, free, add_attachment.storage_path, add_attachment.media_type,
		add_attachment.width, add_attachment.height, add_attachment.bytes)
	returning id into added;
	return added;
end $$;
create function public.add_attachment(
	issue bigint, storage_path text, media_type text, width int, height int, bytes int, response_round int default null
) returns uuid
language sql security invoker set search_path = ''
as $$ select private.add_attachment(issue, storage_path, media_type, width, height, bytes, response_round) $$;
comment on function public.add_attachment is 'Notes a picture that was put into object storage.';

-- Before the decision, or before the answer is published; afterwards a picture is part of what was said.
create function private.remove_attachment(attachment uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	stored public.attachments;
	current_issue public.issues;
begin
	select * into stored from public.attachments a where a.id = attachment and a.removed_at is null for update;
	if stored.id is null then
		perform private.refuse(404, 'attachment_not_found');
	end if;
	current_issue := private.lock_issue(stored.issue_id);
	if stored.response_round is null then
		if not exists (select from private.issue_origins o
			where o.issue_id = stored.issue_id and private.require_account() in (o.author_id, o.entered_by))
		then
			perform private.refuse(403, 'not_the_author');
		end if;
		if current_issue.status not in ('submitted', 'needs_info') then
			perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
		end if;
	elsif not (private.holds('officer', current_issue.path, current_issue.lead_department_key)
		or private.holds('department_lead', current_issue.path, current_issue.lead_department_key))
	then
		perform private.refuse(403, 'not_your_department');
	elsif exists (select from public.responses r where r.issue_id = stored.issue_id and r.round = stored.response_round) then
		perform private.refuse(409, 'response_exists');
	end if;
	update public.attachments a set removed_at = private.now() where a.id = attachment;
end $$;
create function public.remove_attachment(attachment uuid) returns void
language sql security invoker set search_path = '' as $$ select private.remove_attachment(attachment) $$;
comment on function public.remove_attachment is 'Takes a picture out before it is published.';
grant execute on function private.add_attachment(bigint, text, text, int, int, int, int), private.remove_attachment(uuid),
	public.add_attachment(bigint, text, text, int, int, int, int), public.remove_attachment(uuid) to authenticated;
