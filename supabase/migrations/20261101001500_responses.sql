-- Responses (答复), their drafts and revisions.

-- Staff table: only the department's own officers and leads read it; a version refuses the second of two saves. A department
-- that gets an issue after another returned it starts on an empty page.
create table public.response_drafts (
	issue_id bigint not null references public.issues,
	round smallint not null,
	department_key text not null references public.departments,
	body text not null check (char_length(body) <= 20000),
	version int not null default 1,
	saved_at timestamptz not null default private.now(),
	primary key (issue_id, round, department_key)
);
comment on table public.response_drafts is 'A department’s answer before it is published; read by that department.';
comment on column public.response_drafts.version is 'Goes up with every save; a save names the one it read.';
create index response_drafts_department on public.response_drafts (department_key);

create table public.responses (
	id bigint generated always as identity primary key,
	issue_id bigint not null references public.issues,
	round smallint not null,
	department_key text not null references public.departments,
	body text not null check (char_length(body) <= 20000),
	mask_version smallint not null,
	tokens text[] not null default '{}',
	tokenizer_version smallint not null,
	revision smallint not null default 1,
	says_resolved boolean not null,
	published_at timestamptz not null default private.now(),
	revised_at timestamptz,
	is_imported boolean not null default false,
	reopened_at timestamptz,
	unique (issue_id, round),
	constraint responses_masked check (private.is_masked(body))
);
comment on column public.responses.body is 'The masked public copy.';
comment on column public.responses.mask_version is 'Which edition of the masking rules it went through.';
comment on column public.responses.tokens is 'The words by which its issue is found.';
comment on column public.responses.tokenizer_version is 'Which edition of the word cutter made them.';
comment on column public.responses.revision is
	'Of the text that stands; earlier ones are in public.response_revisions.';
comment on column public.responses.says_resolved is 'The department says that the matter is solved.';
comment on column public.responses.is_imported is 'Came along with an import: shown as such and left out of the rates.';
comment on column public.responses.reopened_at is 'When it made the issue reopen; a response does so at most once.';
comment on table public.responses is 'One public answer per issue and round; earlier revisions stay in response_revisions.';
create index responses_of_department on public.responses (department_key, published_at desc, id desc);
create index responses_tokens on public.responses using gin (tokens);

create table public.response_revisions (
	response_id bigint not null references public.responses,
	revision smallint not null,
	body text not null,
	reason text not null default '' check (char_length(reason) <= 500),
	published_at timestamptz not null default private.now(),
	primary key (response_id, revision),
	constraint response_revisions_masked check (private.is_masked(body))
);
comment on table public.response_revisions is
	'Every edition of an answer, with the reason for the change; it only grows.';
comment on column public.response_revisions.reason is 'Empty for the first.';
create trigger response_revisions_only_grow before update or delete on public.response_revisions
	for each row execute function private.refuse_change();

create table private.response_originals (
	response_id bigint not null references public.responses,
	revision smallint not null,
	body text not null,
	primary key (response_id, revision)
);
comment on table private.response_originals is 'Answers as typed, before masking.';
alter table private.response_originals enable row level security;

alter table public.response_drafts enable row level security;
alter table public.responses enable row level security;
alter table public.response_revisions enable row level security;
create policy response_drafts_department on public.response_drafts for select to authenticated
	using (department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[]));
create policy responses_read on public.responses for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = responses.issue_id));
create policy response_revisions_read on public.response_revisions for select to anon, authenticated, service_role
	using (exists (select from public.responses r where r.id = response_revisions.response_id));

-- The department's pictures become visible with its answer; until then only the department sees them.
drop policy attachments_read on public.attachments;
create policy attachments_read on public.attachments for select to anon, authenticated, service_role
	using (
		removed_at is null
		and exists (select from public.issues i where i.id = attachments.issue_id)
		and (response_round is null or exists (
			select from public.responses r
			where r.issue_id = attachments.issue_id and r.round = attachments.response_round)));
create policy attachments_of_draft on public.attachments for select to authenticated
	using (
		removed_at is null and response_round is not null
		and exists (
			select from public.issues i
			where i.id = attachments.issue_id
				and i.lead_department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])));
grant select on public.responses, public.response_revisions to anon, authenticated, service_role;
grant select on public.response_drafts to authenticated;

-- Officer or lead of the department that answers this issue.
create function private.require_department(issue public.issues) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not (private.holds('officer', (issue).path, (issue).lead_department_key)
		or private.holds('department_lead', (issue).path, (issue).lead_department_key))
	then
		perform private.refuse(403, 'not_your_department');
	end if;
end $$;

-- Returns the new version. expected_version 0 starts a draft; another's save in between is refused, nothing is lost.
create function private.save_draft(issue bigint, body text, expected_version int) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	stored public.response_drafts;
begin
	perform private.require_department(current_issue);
	if current_issue.status not in ('assigned', 'in_progress') then
		perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
	end if;
	if char_length(body) > 20000 then
		perform private.refuse(422, 'body_too_long');
	end if;
	if exists (select from public.responses r where r.issue_id = issue and r.round = current_issue.round) then
		perform private.refuse(409, 'response_exists');
	end if;
	select * into stored from public.response_drafts d
	where d.issue_id = issue and d.round = current_issue.round and d.department_key = current_issue.lead_department_key;
	if coalesce(stored.version, 0) is distinct from expected_version then
		perform private.refuse(409, 'draft_changed_meanwhile', coalesce(stored.version, 0)::text);
	end if;
	insert into public.response_drafts as d (issue_id, round, department_key, body)
	values (issue, current_issue.round, current_issue.lead_department_key, save_draft.body)
	on conflict (issue_id, round, department_key) do update
		set body = excluded.body, version = d.version + 1, saved_at = private.now()
	returning * into stored;
	return stored.version;
end $$;

create function private.add_response(
	issue public.issues, body text, body_original text, mask_version int, tokens text[], tokenizer_version int,
	says_resolved boolean, imported boolean
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare added bigint;
begin
	if private.visible_length(body) < 10 then
		perform private.refuse(422, 'response_too_short');
	end if;
	if char_length(body) > 20000 then
		perform private.refuse(422, 'body_too_long');
	end if;
	insert into public.responses (
		issue_id, round, department_key, body, mask_version, tokens, tokenizer_version, says_resolved, is_imported)
	values (
		(issue).id, (issue).round, (issue).lead_department_key, add_response.body, add_response.mask_version,
		add_response.tokens, add_response.tokenizer_version, add_response.says_resolved, imported)
	returning id into added;
	insert into public.response_revisions (response_id, revision, body) values (added, 1, add_response.body);
	insert into private.response_originals (response_id, revision, body) values (added, 1, body_original);
	update public.issues i set answered_at = private.now(), answered_round = (issue).round, answer_settles = imported
	where i.id = (issue).id;
	return added;
end $$;

-- The lead publishes the draft as it stands at expected_version.
create function private.publish_response(
	issue bigint, expected_version int, body text, mask_version int, tokens text[], tokenizer_version int, says_resolved boolean
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	draft public.response_drafts;
	added bigint;
begin
	perform private.require_role('department_lead', current_issue.path, current_issue.lead_department_key);
	select * into draft from public.response_drafts d
	where d.issue_id = issue and d.round = current_issue.round and d.department_key = current_issue.lead_department_key;
	if draft.issue_id is null or draft.version is distinct from expected_version then
		perform private.refuse(409, 'draft_changed_meanwhile', coalesce(draft.version, 0)::text);
	end if;
	if exists (select from public.responses r where r.issue_id = issue and r.round = current_issue.round) then
		perform private.refuse(409, 'response_exists');
	end if;
	added := private.add_response(current_issue, body, draft.body, mask_version, tokens, tokenizer_version, says_resolved, false);
	perform private.change_status(issue, 'answered', 'department_lead', 'answered', jsonb_build_object('response', added));
	if says_resolved then
		perform private.change_status(issue, 'resolved', 'department_lead', 'resolved');
	end if;
	return added;
end $$;

create function private.revise_response(
	response bigint, expected_revision int, body text, body_original text, mask_version int, tokens text[], tokenizer_version int, reason text
) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	stored public.responses;
	current_issue public.issues;
begin
	select * into stored from public.responses r where r.id = response for update;
	if stored.id is null then
		perform private.refuse(404, 'response_not_found');
	end if;
	select * into current_issue from public.issues i where i.id = stored.issue_id;
	perform private.require_role('department_lead', current_issue.path, stored.department_key);
	if stored.revision is distinct from expected_revision then
		perform private.refuse(409, 'response_changed_meanwhile', stored.revision::text);
	end if;
	if private.visible_length(reason) < 4 then
		perform private.refuse(422, 'revision_reason_required');
	end if;
	if private.visible_length(body) < 10 then
		perform private.refuse(422, 'response_too_short');
	end if;
	if char_length(body) > 20000 then
		perform private.refuse(422, 'body_too_long');
	end if;
	if body = stored.body then
		perform private.refuse(422, 'revision_unchanged');
	end if;
	update public.responses r set
		body = revise_response.body, mask_version = revise_response.mask_version, tokens = revise_response.tokens,
		tokenizer_version = revise_response.tokenizer_version, revision = r.revision + 1, revised_at = private.now()
	where r.id = response;
	insert into public.response_revisions (response_id, revision, body, reason)
	values (response, stored.revision + 1, revise_response.body, left(coalesce(revise_response.reason, ''), 500));
	insert into private.response_originals (response_id, revision, body) values (response, stored.revision + 1, body_original);
	perform private.record_event(current_issue, 'answer_revised', 'department_lead', 'public',
		jsonb_build_object('response', response, 'revision', stored.revision + 1, 'text', left(coalesce(revise_response.reason, ''), 500)));
	return stored.revision + 1;
end $$;

call private.expose('save_draft', 'authenticated', 'Saves a department’s unpublished answer.');
call private.expose('publish_response', 'authenticated', 'Publishes an answer.');
call private.expose('revise_response', 'authenticated', 'Changes a published answer; the earlier edition stays readable.');
