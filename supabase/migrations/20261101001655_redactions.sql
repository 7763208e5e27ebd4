-- Redactions: a passage of a public text that an intake officer hid. The public copy shows ［已隐去］ in its place; what stood
-- there is kept, and every look at it is in the audit log.

create table private.redactions (
	id bigint generated always as identity primary key,
	issue_id bigint not null references public.issues,
	response_id bigint references public.responses,
	rating_id bigint references public.ratings,
	passage text not null check (char_length(passage) between 1 and 20000),
	reason text not null,
	hidden_at timestamptz not null default private.now(),
	hidden_by uuid not null references private.accounts,
	shown_at timestamptz,
	shown_by uuid references private.accounts,
	constraint redactions_one_thing check (response_id is null or rating_id is null)
);
comment on table private.redactions is 'Passages that were hidden in public texts, by whom, and whether they are shown again.';
comment on column private.redactions.passage is 'As it stood in the public copy.';
comment on column private.redactions.reason is 'One of the reasons of flags, public.';
comment on column private.redactions.shown_at is 'Null while it is hidden.';
alter table private.redactions enable row level security;
create index redactions_issue on private.redactions (issue_id);
create index redactions_response on private.redactions (response_id) where response_id is not null;
create index redactions_rating on private.redactions (rating_id) where rating_id is not null;
create index redactions_hidden_by on private.redactions (hidden_by);
create index redactions_shown_by on private.redactions (shown_by) where shown_by is not null;

create table private.redacted_texts (
	redaction_id bigint not null references private.redactions,
	part text not null check (part in ('title', 'body', 'answer', 'comment')),
	revision smallint not null default 0,
	before text not null,
	after text not null,
	primary key (redaction_id, part, revision)
);
comment on table private.redacted_texts is 'Each public text that a redaction changed, before and after.';
comment on column private.redacted_texts.revision is 'Of an answer; 0 of any other text.';
alter table private.redacted_texts enable row level security;

-- An edition of an answer changes only as a redaction, or its undoing, says.
create function private.refuse_unless_redacted() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op <> 'UPDATE' or to_jsonb(new) - 'body' <> to_jsonb(old) - 'body' or not exists (
		select from private.redactions r join private.redacted_texts t on t.redaction_id = r.id
		where r.response_id = old.response_id and t.part = 'answer' and t.revision = old.revision
			and case when r.shown_at is null
				then (t.before, t.after) = (old.body, new.body) else (t.after, t.before) = (old.body, new.body) end)
	then
		perform private.refuse(409, 'append_only', tg_table_name);
	end if;
	return new;
end $$;
drop trigger response_revisions_only_grow on public.response_revisions;
create trigger response_revisions_only_grow before update or delete on public.response_revisions
	for each row execute function private.refuse_unless_redacted();

-- What was hidden does not come back with the next edition of an answer, nor with a changed rating.
create function private.refuse_hidden_passage() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.body <> old.body and exists (
		select from private.redactions r
		where r.response_id = new.id and r.shown_at is null and strpos(new.body, r.passage) > 0)
	then
		perform private.refuse(422, 'text_holds_hidden');
	end if;
	return new;
end $$;
create trigger responses_stay_redacted before update of body on public.responses
	for each row execute function private.refuse_hidden_passage();

create function private.hide_passages_again() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare hidden record;
begin
	for hidden in
		select r.passage from private.redactions r where r.rating_id = new.id and r.shown_at is null order by r.id
	loop
		new.comment := replace(new.comment, hidden.passage, '［已隐去］');
	end loop;
	return new;
end $$;
create trigger ratings_stay_redacted before update of comment on public.ratings
	for each row execute function private.hide_passages_again();

-- The first half of every redaction: who may, what is noted, which flags it settles.
create function private.begin_redaction(issue public.issues, response bigint, rating bigint, passage text, reason text, seen bigint)
returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	added bigint;
	event bigint;
begin
	perform private.require_role('intake_officer', (issue).path);
	perform private.require_unclaimed((issue).id);
	if private.visible_length(passage) < 2 then
		perform private.refuse(422, 'passage_too_short');
	end if;
	if reason is null or reason not in ('personal_data', 'abuse', 'untrue', 'advertising', 'wrong_place', 'other') then
		perform private.refuse(422, 'flag_reason_required');
	end if;
	insert into private.redactions (issue_id, response_id, rating_id, passage, reason, hidden_by)
	values ((issue).id, response, rating, begin_redaction.passage, begin_redaction.reason, private.require_account())
	returning id into added;
	event := private.record_event(issue, 'redacted', 'intake_officer',
		case when (issue).is_public then 'public' else 'internal' end::public.event_visibility,
		jsonb_build_object('part', private.flagged_part(response, rating), 'because', begin_redaction.reason));
	if seen is not null then
		event := private.record_event(issue, 'flag_followed', 'intake_officer', 'internal',
			jsonb_build_object('part', private.flagged_part(response, rating)));
		if private.settle_flags((issue).id, response, rating, seen, 'hidden', event) = 0 then
			perform private.refuse(409, 'flag_decided');
		end if;
	end if;
	perform private.audit('hide_passage', (issue).region_id, 'redaction:' || added, jsonb_build_object('issue', (issue).id));
	return added;
end $$;

-- Texts come as the public copy that is to stand from now on, with its words; `passage` is what it no longer holds.
create function private.redact_issue(
	issue bigint, expected_version int, title text, body text, mask_version int, tokens text[], tokenizer_version int,
	passage text, reason text, seen bigint default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	added bigint := private.begin_redaction(current_issue, null, null, passage, reason, seen);
begin
	if (redact_issue.title, redact_issue.body) = (current_issue.title, current_issue.body) then
		perform private.refuse(422, 'passage_not_found');
	end if;
	insert into private.redacted_texts (redaction_id, part, before, after)
	select added, part, before, after
	from (values ('title', current_issue.title, redact_issue.title), ('body', current_issue.body, redact_issue.body)) t (part, before, after)
	where before <> after;
	perform private.edit_public_copy(issue, expected_version, title, body, mask_version, tokens, tokenizer_version);
end $$;

-- Earlier editions are as public as the last one: the passage goes from all of them.
create function private.redact_response(
	response bigint, standing text, body text, mask_version int, tokens text[], tokenizer_version int,
	passage text, reason text, seen bigint default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	stored public.responses;
	current_issue public.issues;
	added bigint;
begin
	select * into stored from public.responses r where r.id = response;
	if stored.id is null then
		perform private.refuse(404, 'response_not_found');
	end if;
	current_issue := private.lock_issue(stored.issue_id);
	select * into stored from public.responses r where r.id = response for update;
	added := private.begin_redaction(current_issue, response, null, passage, reason, seen);
	if stored.body <> standing then
		perform private.refuse(409, 'text_changed_meanwhile');
	end if;
	insert into private.redacted_texts (redaction_id, part, revision, before, after)
	select added, 'answer', t.revision, t.before, t.after
	from (
		select v.revision, v.body as before,
			case when v.revision = stored.revision then redact_response.body else replace(v.body, passage, '［已隐去］') end as after
		from public.response_revisions v where v.response_id = response) t
	where t.before <> t.after;
	if not exists (select from private.redacted_texts t where t.redaction_id = added) then
		perform private.refuse(422, 'passage_not_found');
	end if;
	update public.responses r set
		body = redact_response.body, mask_version = redact_response.mask_version, tokens = redact_response.tokens,
		tokenizer_version = redact_response.tokenizer_version
	where r.id = response;
	update public.response_revisions v set body = t.after
	from private.redacted_texts t
	where t.redaction_id = added and v.response_id = response and v.revision = t.revision;
end $$;

create function private.redact_comment(
	rating bigint, standing text, comment text, passage text, reason text, seen bigint default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	stored public.ratings;
	current_issue public.issues;
	added bigint;
begin
	select i.* into current_issue from public.ratings g
	join public.responses r on r.id = g.response_id join public.issues i on i.id = r.issue_id
	where g.id = rating;
	if current_issue.id is null then
		perform private.refuse(404, 'flagged_not_found');
	end if;
	perform private.lock_issue(current_issue.id);
	select * into stored from public.ratings g where g.id = rating for update;
	added := private.begin_redaction(current_issue, null, rating, passage, reason, seen);
	if stored.comment <> standing then
		perform private.refuse(409, 'text_changed_meanwhile');
	end if;
	if stored.comment = redact_comment.comment then
		perform private.refuse(422, 'passage_not_found');
	end if;
	insert into private.redacted_texts (redaction_id, part, before, after) values (added, 'comment', stored.comment, redact_comment.comment);
	update public.ratings g set comment = redact_comment.comment where g.id = rating;
end $$;

call private.expose('redact_issue', 'authenticated',
	'Hides a passage in an issue’s public copy, and settles the flags on it that were seen.');
call private.expose('redact_response', 'authenticated',
	'Hides a passage in every edition of an answer, and settles the flags on it that were seen.');
call private.expose('redact_comment', 'authenticated',
	'Hides a passage of a rating’s comment, and settles the flags on it that were seen.');
