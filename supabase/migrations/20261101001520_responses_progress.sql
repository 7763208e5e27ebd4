-- What comes after an answer: progress, giving back, resolving, reopening.

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

create function private.declare_resolved(issue bigint, note text default '') returns void
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

call private.expose('report_progress', 'authenticated', 'Tells how far the work is.');
call private.expose('return_issue', 'authenticated', 'Gives an issue back to intake with a reason.');
call private.expose('declare_resolved', 'authenticated', 'The department says that the matter is solved.');
call private.expose('reopen_issue', 'authenticated', 'Opens an answered issue again, for a new round.');
