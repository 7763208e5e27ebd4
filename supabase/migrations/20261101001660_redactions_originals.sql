-- What was hidden and what was told: who looks is written down, and what was hidden wrongly is shown again.

-- What was hidden under an issue: that, where and why, without a word of it.
create function private.redactions_of(issue bigint)
returns table (id bigint, response_id bigint, rating_id bigint, reason text, hidden_at timestamptz, shown_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	perform private.require_role('intake_officer', (select i.path from public.issues i where i.id = redactions_of.issue));
	return query
		select r.id, r.response_id, r.rating_id, r.reason, r.hidden_at, r.shown_at
		from private.redactions r where r.issue_id = redactions_of.issue order by r.id desc limit 200;
end $$;

create function private.redaction_of_office(redaction bigint) returns private.redactions
language plpgsql security definer set search_path = ''
as $$
declare
	found_one private.redactions;
	at_issue public.issues;
begin
	select * into found_one from private.redactions r where r.id = redaction;
	if found_one.id is null then
		perform private.refuse(404, 'redaction_not_found');
	end if;
	select * into at_issue from public.issues i where i.id = found_one.issue_id;
	perform private.require_role('intake_officer', at_issue.path);
	return found_one;
end $$;

-- The hidden passage and the texts around it. Every look is in the audit log.
create function private.read_redaction(redaction bigint)
returns table (passage text, part text, revision smallint, before text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare hidden private.redactions := private.redaction_of_office(redaction);
begin
	perform private.audit('read_redaction', (select i.region_id from public.issues i where i.id = hidden.issue_id), 'redaction:' || hidden.id);
	return query
		select hidden.passage, t.part, t.revision, t.before from private.redacted_texts t
		where t.redaction_id = hidden.id order by t.revision desc, t.part desc;
end $$;

-- Puts the passage back where the text stands as the redaction left it; the words come from the text that returns.
create function private.show_again(redaction bigint, mask_version int, tokens text[], tokenizer_version int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	hidden private.redactions := private.redaction_of_office(redaction);
	current_issue public.issues := private.lock_issue(hidden.issue_id);
begin
	perform private.require_unclaimed(hidden.issue_id);
	select * into hidden from private.redactions r where r.id = redaction for update;
	if hidden.shown_at is not null then
		perform private.refuse(409, 'redaction_undone');
	end if;
	if exists (
		select from private.redacted_texts t
		where t.redaction_id = hidden.id and t.after is distinct from case t.part
			when 'title' then current_issue.title
			when 'body' then current_issue.body
			when 'comment' then (select g.comment from public.ratings g where g.id = hidden.rating_id)
			else (
				select v.body from public.response_revisions v
				where v.response_id = hidden.response_id and v.revision = t.revision) end)
	then
		perform private.refuse(409, 'redaction_overwritten');
	end if;
	update private.redactions r set shown_at = private.now(), shown_by = private.require_account() where r.id = hidden.id;
	if hidden.rating_id is not null then
		update public.ratings g set comment = t.before
		from private.redacted_texts t where t.redaction_id = hidden.id and g.id = hidden.rating_id;
	elsif hidden.response_id is not null then
		update public.responses r set
			body = t.before, mask_version = show_again.mask_version, tokens = show_again.tokens,
			tokenizer_version = show_again.tokenizer_version
		from private.redacted_texts t
		where t.redaction_id = hidden.id and r.id = hidden.response_id and t.revision = r.revision;
		update public.response_revisions v set body = t.before
		from private.redacted_texts t
		where t.redaction_id = hidden.id and v.response_id = hidden.response_id and v.revision = t.revision;
	else
		perform private.edit_public_copy(hidden.issue_id, current_issue.version,
			coalesce((select t.before from private.redacted_texts t where t.redaction_id = hidden.id and t.part = 'title'), current_issue.title),
			coalesce((select t.before from private.redacted_texts t where t.redaction_id = hidden.id and t.part = 'body'), current_issue.body),
			mask_version, tokens, tokenizer_version);
	end if;
	perform private.record_event(current_issue, 'shown_again', 'intake_officer',
		case when current_issue.is_public then 'public' else 'internal' end::public.event_visibility,
		jsonb_build_object('part', private.flagged_part(hidden.response_id, hidden.rating_id)));
	perform private.audit('show_again', current_issue.region_id, 'redaction:' || hidden.id, jsonb_build_object('issue', current_issue.id));
end $$;

-- An answer or a comment as it was typed. Every look is in the audit log.
create function private.read_typed(response bigint default null, rating bigint default null) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	at_issue public.issues;
	found_text text;
begin
	select i.* into at_issue from public.issues i join public.responses r on r.issue_id = i.id
	where r.id = coalesce(read_typed.response, (select g.response_id from public.ratings g where g.id = read_typed.rating));
	if at_issue.id is null then
		perform private.refuse(404, 'flagged_not_found');
	end if;
	perform private.require_role('intake_officer', at_issue.path);
	perform private.audit('read_original', at_issue.region_id,
		case when rating is null then 'response:' || response else 'rating:' || rating end);
	if rating is not null then
		select o.comment_original into found_text from private.rating_owners o where o.rating_id = rating;
	else
		select o.body into found_text from private.response_originals o where o.response_id = response order by o.revision desc limit 1;
	end if;
	return coalesce(found_text, '');
end $$;

call private.expose('redactions_of', 'authenticated', 'What was hidden under an issue, without the passages.');
call private.expose('read_redaction', 'authenticated',
	'A hidden passage and the text it stood in; every look is written to the audit log.');
call private.expose('show_again', 'authenticated',
	'Puts a hidden passage back, as long as the text stands as the redaction left it.');
call private.expose('read_typed', 'authenticated',
	'An answer or a comment as it was typed; every look is written to the audit log.');
