-- Responses (答复), their drafts and revisions, and commitments (承诺).

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

create table public.commitments (
	id bigint generated always as identity primary key,
	issue_id bigint not null references public.issues,
	round smallint not null,
	department_key text not null references public.departments,
	measure text not null check (private.visible_length(measure) >= 4 and char_length(measure) <= 500),
	owner text not null check (private.visible_length(owner) >= 1 and char_length(owner) <= 60),
	due_on date not null,
	target numeric check (target > 0),
	actual numeric check (actual >= 0),
	unit text not null default '' check (char_length(unit) <= 20),
	kept_at timestamptz,
	version int not null default 1,
	created_at timestamptz not null default private.now(),
	constraint commitments_masked check (private.is_masked(measure) and private.is_masked(owner))
);
comment on column public.commitments.measure is 'What will be done.';
comment on column public.commitments.owner is 'The office or post in charge.';
comment on column public.commitments.target is 'How much, where it can be counted.';
comment on column public.commitments.actual is 'How much of it is done.';
comment on column public.commitments.unit is 'Of target and actual.';
comment on column public.commitments.kept_at is 'Null while it is owed.';
comment on column public.commitments.version is 'Goes up with every save; a save names the one it read.';
comment on table public.commitments is 'What a department promised, who owns it, until when and, where it can be measured, how far it is.';
create index commitments_of_issue on public.commitments (issue_id);
create index commitments_due on public.commitments (department_key, due_on) where kept_at is null;

alter table public.response_drafts enable row level security;
alter table public.responses enable row level security;
alter table public.response_revisions enable row level security;
alter table public.commitments enable row level security;
create policy response_drafts_department on public.response_drafts for select to authenticated
	using (department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[]));
create policy responses_read on public.responses for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = responses.issue_id));
create policy response_revisions_read on public.response_revisions for select to anon, authenticated, service_role
	using (exists (select from public.responses r where r.id = response_revisions.response_id));
create policy commitments_read on public.commitments for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = commitments.issue_id));

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
grant select on public.responses, public.response_revisions, public.commitments to anon, authenticated, service_role;
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
	update public.issues i set answered_at = private.now() where i.id = (issue).id;
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
	response bigint, expected_revision int, body text, body_original text,
	mask_version int, tokens text[], tokenizer_version int, reason text
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

-- Progress in public; from assigned or answered it also says that work runs.
create function private.report_progress(issue bigint, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare current_issue public.issues := private.lock_issue(issue);
begin
	if private.visible_length(note) < 4 or char_length(note) > 2000 then
		perform private.refuse(422, 'progress_note_invalid');
	end if;
	if current_issue.status in ('assigned', 'answered') then
		perform private.change_status(issue, 'in_progress', 'officer', 'in_progress', jsonb_build_object('text', note));
	elsif current_issue.status = 'in_progress' then
		perform private.require_role('officer', current_issue.path, current_issue.lead_department_key);
		perform private.record_event(current_issue, 'progress', 'officer', 'public', jsonb_build_object('text', note));
	else
		perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
	end if;
end $$;

-- "Not ours": back to intake, with the reason in public.
create function private.return_issue(issue bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if private.visible_length(reason) < 4 or char_length(reason) > 1000 then
		perform private.refuse(422, 'return_reason_invalid');
	end if;
	perform private.change_status(issue, 'published', 'officer', 'returned', jsonb_build_object('text', reason));
	update public.assignments a set ended_at = private.now() where a.issue_id = issue and a.ended_at is null;
	update public.attachments a set removed_at = private.now()
	from public.issues i
	where i.id = issue and a.issue_id = i.id and a.response_round = i.round and a.removed_at is null;
	update public.issues i set lead_department_key = null where i.id = issue;
end $$;

create function private.save_commitment(
	issue bigint, commitment bigint, expected_version int, measure text, owner text, due_on date, target numeric, actual numeric,
	unit text, kept boolean
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	stored public.commitments;
begin
	perform private.require_department(current_issue);
	-- What was promised is still owed, and can be kept, after residents confirmed or asked for another round.
	if current_issue.status not in ('assigned', 'answered', 'in_progress', 'resolved')
		and (commitment is null or current_issue.status not in ('confirmed', 'reopened'))
	then
		perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
	end if;
	if coalesce(private.visible_length(measure) < 4 or char_length(measure) > 500 or private.visible_length(owner) < 1
		or char_length(owner) > 60 or target <= 0 or actual < 0 or char_length(unit) > 20, false) or due_on is null
	then
		perform private.refuse(422, 'commitment_invalid');
	end if;
	if commitment is null then
		if due_on < private.local_day(private.now()) then
			perform private.refuse(422, 'commitment_due_in_past');
		end if;
		insert into public.commitments (issue_id, round, department_key, measure, owner, due_on, target, unit)
		values (issue, current_issue.round, current_issue.lead_department_key, save_commitment.measure, save_commitment.owner,
			save_commitment.due_on, save_commitment.target, coalesce(save_commitment.unit, ''))
		returning * into stored;
		perform private.record_event(current_issue, 'committed', 'officer', 'public',
			jsonb_build_object('commitment', stored.id, 'text', stored.measure, 'due_on', stored.due_on));
		return stored.id;
	end if;
	select * into stored from public.commitments c where c.id = commitment and c.issue_id = issue for update;
	if stored.id is null then
		perform private.refuse(404, 'commitment_not_found');
	end if;
	if stored.version is distinct from expected_version then
		perform private.refuse(409, 'commitment_changed_meanwhile');
	end if;
	update public.commitments c set
		measure = save_commitment.measure, owner = save_commitment.owner, due_on = save_commitment.due_on,
		target = save_commitment.target, actual = save_commitment.actual, unit = coalesce(save_commitment.unit, ''),
		kept_at = case when kept then coalesce(c.kept_at, private.now()) end, version = c.version + 1
	where c.id = commitment;
	-- The earlier promise stays readable in the event: a due date never moves silently.
	perform private.record_event(current_issue,
		case when kept and stored.kept_at is null then 'commitment_kept' else 'commitment_changed' end, 'officer', 'public',
		jsonb_build_object('commitment', commitment, 'text', save_commitment.measure, 'due_on', save_commitment.due_on,
			'earlier_due_on', stored.due_on, 'earlier_text', stored.measure, 'actual', save_commitment.actual));
	return commitment;
end $$;

create function private.declare_resolved(issue bigint, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	after public.issues;
begin
	if not exists (select from public.responses r where r.issue_id = issue and r.round = current_issue.round) then
		perform private.require_role('department_lead', current_issue.path, current_issue.lead_department_key);
		perform private.refuse(409, 'answer_first');
	end if;
	after := private.change_status(issue, 'resolved', 'department_lead', 'resolved',
		jsonb_build_object('text', left(coalesce(note, ''), 2000)));
	update public.responses r set says_resolved = true where r.issue_id = issue and r.round = after.round;
	perform private.apply_rating_rules(r.id) from public.responses r where r.issue_id = issue and r.round = after.round;
end $$;

create function private.reopen_issue(issue bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if private.visible_length(reason) < 4 or char_length(reason) > 1000 then
		perform private.refuse(422, 'reopen_reason_invalid');
	end if;
	perform private.reopen(issue, 'supervisor', jsonb_build_object('text', reason, 'because', 'supervisor'));
end $$;

-- The next round begins; the second reopening is an event of its own.
create function private.reopen(issue bigint, acting public.actor_role, payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare after public.issues;
begin
	after := private.change_status(issue, 'reopened', acting, 'reopened', payload);
	update public.responses r set reopened_at = private.now() where r.issue_id = issue and r.round = after.round - 1;
	update public.assignments a set ended_at = private.now() where a.issue_id = issue and a.ended_at is null;
	if after.round = 3 then
		perform private.record_event(after, 'reopened_again', 'rule', 'public');
	end if;
end $$;

create function public.save_draft(issue bigint, body text, expected_version int) returns int
language sql security invoker set search_path = '' as $$ select private.save_draft(issue, body, expected_version) $$;
comment on function public.save_draft is 'Saves a department’s unpublished answer.';
create function public.publish_response(
	issue bigint, expected_version int, body text, mask_version int, tokens text[], tokenizer_version int, says_resolved boolean
) returns bigint
language sql security invoker set search_path = ''
as $$ select private.publish_response(issue, expected_version, body, mask_version, tokens, tokenizer_version, says_resolved) $$;
comment on function public.publish_response is 'Publishes an answer.';
create function public.revise_response(
	response bigint, expected_revision int, body text, body_original text, mask_version int, tokens text[], tokenizer_version int, reason text
) returns int
language sql security invoker set search_path = ''
as $$ select private.revise_response(response, expected_revision, body, body_original, mask_version, tokens, tokenizer_version, reason) $$;
comment on function public.revise_response is 'Changes a published answer; the earlier edition stays readable.';
create function public.report_progress(issue bigint, note text) returns void
language sql security invoker set search_path = '' as $$ select private.report_progress(issue, note) $$;
comment on function public.report_progress is 'Tells how far the work is.';
create function public.return_issue(issue bigint, reason text) returns void
language sql security invoker set search_path = '' as $$ select private.return_issue(issue, reason) $$;
comment on function public.return_issue is 'Gives an issue back to intake with a reason.';
create function public.save_commitment(
	issue bigint, measure text, owner text, due_on date, commitment bigint default null, expected_version int default null,
	target numeric default null, actual numeric default null, unit text default '', kept boolean default false
) returns bigint
language sql security invoker set search_path = ''
as $$ select private.save_commitment(issue, commitment, expected_version, measure, owner, due_on, target, actual, unit, kept) $$;
comment on function public.save_commitment is 'Adds or changes a promise, or notes that it was kept.';
create function public.declare_resolved(issue bigint, note text default '') returns void
language sql security invoker set search_path = '' as $$ select private.declare_resolved(issue, note) $$;
comment on function public.declare_resolved is 'The department says that the matter is solved.';
create function public.reopen_issue(issue bigint, reason text) returns void
language sql security invoker set search_path = '' as $$ select private.reopen_issue(issue, reason) $$;
comment on function public.reopen_issue is 'Opens an answered issue again, for a new round.';

-- What a department owes, for the tabs of its desk:
--   to_answer  no answer in this round yet
--   in_progress  answered, and work still runs
--   done  the department says resolved, or residents confirmed, or an answer that came along with an import
create function private.desk_tab(issue public.issues, runs boolean) returns text
language sql stable set search_path = ''
as $$
	select case
		when (issue).status in ('resolved', 'confirmed') then 'done'
		when (issue).status = 'assigned' then 'to_answer'
		when (issue).status = 'in_progress' then
			case when (issue).answered_at is not null and exists (
				select from public.responses r where r.issue_id = (issue).id and r.round = (issue).round)
			then 'in_progress' else 'to_answer' end
		when (issue).status = 'answered' then case when runs then 'in_progress' else 'done' end
	end
$$;
grant execute on function private.desk_tab(public.issues, boolean) to authenticated;

-- By due date, what is done newest first. The cursor is the last row's sort_at and id.
create function public.desk_inbox(
	tab text default 'to_answer', department text default null, page_size int default 50,
	after_at timestamptz default null, after_id bigint default null)
returns table (
	id bigint, title text, status public.issue_status, region_id int, category_key text, round smallint, lead_department_key text,
	is_lead boolean, assigned_at timestamptz, clock public.clock_kind, due_at timestamptz, votes int, draft_version int,
	draft_saved_at timestamptz, answered_at timestamptz, sort_at timestamptz)
language sql stable security invoker set search_path = ''
as $$
	with mine as (
		select i.id, bool_or(a.is_lead) as is_lead, min(a.assigned_at) as assigned_at
		from public.assignments a
		join public.issues i on i.id = a.issue_id
		where a.ended_at is null and i.status in ('assigned', 'answered', 'in_progress', 'resolved', 'confirmed')
			and a.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or a.department_key = department)
		group by i.id
	), placed as (
		select i, m.is_lead, m.assigned_at, c.kind as clock, c.due_at,
			case when desk_inbox.tab = 'done' then coalesce(i.answered_at, i.status_at) else coalesce(c.due_at, 'infinity') end as sort_at
		from mine m
		join public.issues i on i.id = m.id
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
		where private.desk_tab(i, c.id is not null) = desk_inbox.tab
	)
	select (p.i).id, (p.i).title, (p.i).status, (p.i).region_id, (p.i).category_key, (p.i).round, (p.i).lead_department_key,
		p.is_lead, p.assigned_at, p.clock, p.due_at, n.votes, d.version, d.saved_at, (p.i).answered_at, p.sort_at
	from placed p
	left join public.issue_counters n on n.issue_id = (p.i).id
	left join public.response_drafts d
		on d.issue_id = (p.i).id and d.round = (p.i).round and d.department_key = (p.i).lead_department_key
	where after_id is null
		or case when desk_inbox.tab = 'done' then (p.sort_at, (p.i).id) < (after_at, after_id)
			else (p.sort_at, (p.i).id) > (after_at, after_id) end
	order by case when desk_inbox.tab <> 'done' then p.sort_at end, case when desk_inbox.tab = 'done' then p.sort_at end desc,
		case when desk_inbox.tab = 'done' then -(p.i).id else (p.i).id end
	limit least(greatest(page_size, 1), 100)
$$;
comment on function public.desk_inbox is 'What a department has to answer, by due date; what is done newest first.';

create function public.desk_counts(department text default null)
returns table (to_answer int, in_progress int, done int, overdue int, commitments int, commitments_overdue int)
language sql stable security invoker set search_path = ''
as $$
	with mine as (
		select distinct a.issue_id
		from public.assignments a
		where a.ended_at is null
			and a.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or a.department_key = department)
	), placed as (
		select private.desk_tab(i, c.id is not null) as tab, c.due_at
		from mine m
		join public.issues i on i.id = m.issue_id and i.status in ('assigned', 'answered', 'in_progress', 'resolved', 'confirmed')
		left join public.clocks c on c.issue_id = i.id and c.kind in ('first_answer', 'resolve') and c.met_at is null and c.ended_at is null
	), promised as (
		select c.due_on from public.commitments c
		join public.issues i on i.id = c.issue_id and i.status not in ('merged', 'withdrawn')
		where c.kept_at is null
			and c.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
			and (department is null or c.department_key = department)
	)
	select
		(select count(*) from placed where tab = 'to_answer')::int, (select count(*) from placed where tab = 'in_progress')::int,
		(select count(*) from placed where tab = 'done')::int, (select count(*) from placed where due_at < private.now())::int,
		(select count(*) from promised)::int,
		(select count(*) from promised where due_on < private.local_day(private.now()))::int
$$;
comment on function public.desk_counts is 'How much stands in each part of the desk.';

-- Promises not kept yet, the next due first.
create function public.desk_commitments(
	department text default null, page_size int default 50, after_due date default null, after_id bigint default null)
returns table (
	id bigint, issue_id bigint, title text, status public.issue_status, measure text, owner text, due_on date, target numeric,
	actual numeric, unit text, department_key text)
language sql stable security invoker set search_path = ''
as $$
	select c.id, i.id, i.title, i.status, c.measure, c.owner, c.due_on, c.target, c.actual, c.unit, c.department_key
	from public.commitments c
	join public.issues i on i.id = c.issue_id and i.status not in ('merged', 'withdrawn')
	where c.kept_at is null
		and c.department_key = any ((select private.granted_departments('officer', 'department_lead'))::text[])
		and (department is null or c.department_key = department)
		and (after_id is null or (c.due_on, c.id) > (after_due, after_id))
	order by c.due_on, c.id
	limit least(greatest(page_size, 1), 100)
$$;
comment on function public.desk_commitments is 'Promises not kept yet, the next due first.';

grant execute on function
	private.save_draft(bigint, text, int), private.publish_response(bigint, int, text, int, text[], int, boolean),
	private.revise_response(bigint, int, text, text, int, text[], int, text), private.report_progress(bigint, text),
	private.return_issue(bigint, text), private.declare_resolved(bigint, text), private.reopen_issue(bigint, text),
	private.save_commitment(bigint, bigint, int, text, text, date, numeric, numeric, text, boolean),
	public.save_draft(bigint, text, int), public.publish_response(bigint, int, text, int, text[], int, boolean),
	public.revise_response(bigint, int, text, text, int, text[], int, text), public.report_progress(bigint, text),
	public.return_issue(bigint, text), public.declare_resolved(bigint, text), public.reopen_issue(bigint, text),
	public.save_commitment(bigint, text, text, date, bigint, int, numeric, numeric, text, boolean),
	public.desk_inbox(text, text, int, timestamptz, bigint), public.desk_counts(text),
	public.desk_commitments(text, int, date, bigint)
	to authenticated;
