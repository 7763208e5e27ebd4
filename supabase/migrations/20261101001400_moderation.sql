-- Moderation and assignment: what an intake officer does with an issue.

-- The moderator's correction of the public copy; the original stays for staff.
create function private.edit_public_copy(
	issue bigint, expected_version int, title text, body text, mask_version int, tokens text[], tokenizer_version int) returns int
language plpgsql security definer set search_path = ''
as $$
declare current_issue public.issues := private.lock_issue(issue);
begin
	perform private.require_role('intake_officer', current_issue.path);
	perform private.require_unclaimed(issue);
	if current_issue.status <> 'submitted' and not current_issue.is_public or current_issue.status = 'merged' then
		perform private.refuse(409, 'status_not_allowed', current_issue.status::text);
	end if;
	if expected_version is distinct from current_issue.version then
		perform private.refuse(409, 'issue_changed_meanwhile');
	end if;
	if private.visible_length(title) < 4 then
		perform private.refuse(422, 'title_too_short');
	end if;
	if char_length(title) > 120 then
		perform private.refuse(422, 'title_too_long');
	end if;
	if private.visible_length(body) < 1 then
		perform private.refuse(422, 'body_empty');
	end if;
	if char_length(body) > 20000 then
		perform private.refuse(422, 'body_too_long');
	end if;
	update public.issues i set
		title = edit_public_copy.title, body = edit_public_copy.body, mask_version = edit_public_copy.mask_version,
		tokens = edit_public_copy.tokens, tokenizer_version = edit_public_copy.tokenizer_version, version = i.version + 1
	where i.id = issue;
	perform private.audit('edit_public_copy', current_issue.region_id, 'issue:' || issue);
	return current_issue.version + 1;
end $$;

-- With a title: the corrected copy is saved and made public in one transaction.
create function private.publish_issue(
	issue bigint, expected_version int, region int default null, category text default null,
	title text default null, body text default null, mask_version int default null, tokens text[] default null,
	tokenizer_version int default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare current_issue public.issues := private.lock_issue(issue);
begin
	perform private.require_role('intake_officer', current_issue.path);
	if expected_version is distinct from current_issue.version then
		perform private.refuse(409, 'issue_changed_meanwhile');
	end if;
	if region is not null and private.region_path(region) is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	if category is not null and not exists (select from public.categories c where c.key = category and c.is_active) then
		perform private.refuse(422, 'category_unknown');
	end if;
	if title is not null then
		perform private.edit_public_copy(issue, expected_version, title, body, mask_version, tokens, tokenizer_version);
	end if;
	perform private.change_status(issue, 'published', 'intake_officer', 'published');
	if region is not null and region <> current_issue.region_id then
		perform private.require_role('intake_officer', private.region_path(region));
	end if;
	update public.issues i set
		region_id = coalesce(region, i.region_id),
		path = private.region_path(coalesce(region, i.region_id)),
		category_key = coalesce(category, i.category_key)
	where i.id = issue;
end $$;

create function private.request_info(issue bigint, question text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if private.visible_length(question) < 4 or char_length(question) > 2000 then
		perform private.refuse(422, 'question_invalid');
	end if;
	-- Nobody could reply to an entry that came without an account.
	if exists (select from private.issue_origins o where o.issue_id = request_info.issue and o.author_id is null) then
		perform private.refuse(409, 'no_author_to_ask');
	end if;
	perform private.change_status(issue, 'needs_info', 'intake_officer', 'info_requested', jsonb_build_object('text', question), 'author');
end $$;

create function private.reject_issue(issue bigint, reason text, note text default '') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not exists (select from public.rejection_reasons r where r.key = reject_issue.reason) then
		perform private.refuse(422, 'rejection_reason_unknown');
	end if;
	perform private.change_status(issue, 'rejected', 'intake_officer', 'rejected',
		jsonb_build_object('reason', reason, 'text', left(coalesce(note, ''), 2000)), 'author');
end $$;

-- Allegations against officials and matters of courts or running petitions: handed on privately, nothing published.
create function private.transfer_issue(issue bigint, destination text, note text default '') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if destination not in ('discipline_12388', 'court', 'petition_office', 'other_region') then
		perform private.refuse(422, 'destination_unknown');
	end if;
	perform private.change_status(issue, 'transferred', 'intake_officer', 'transferred',
		jsonb_build_object('destination', destination, 'text', left(coalesce(note, ''), 2000)), 'author');
end $$;

create function private.assign(issue bigint, acting public.actor_role, lead_department text, cooperating text[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	current_issue public.issues := private.lock_issue(issue);
	helpers text[] := array(select distinct k from unnest(coalesce(cooperating, '{}')) k where k <> lead_department);
	unit text;
begin
	foreach unit in array array_append(helpers, lead_department) loop
		if not exists (
			select from public.departments d join public.regions r on r.id = d.region_id
			where d.key = unit and d.is_active
				and extensions.subpath(current_issue.path, 0, 1) operator(extensions.=) extensions.subpath(r.path, 0, 1))
		then
			perform private.refuse(422, 'department_unknown', unit);
		end if;
	end loop;
	update public.issues i set lead_department_key = lead_department where i.id = issue;
	update public.assignments a set ended_at = private.now() where a.issue_id = issue and a.ended_at is null;
	insert into public.assignments (issue_id, round, department_key, is_lead)
	select issue, current_issue.round, k, k = lead_department from unnest(array_append(helpers, lead_department)) k;
	perform private.change_status(issue, 'assigned', acting, 'assigned',
		jsonb_build_object('department', lead_department, 'cooperating', to_jsonb(helpers)));
end $$;

create function private.assign_issue(issue bigint, lead_department text, cooperating text[] default '{}') returns void
language sql security definer set search_path = ''
as $$ select private.assign(issue, 'intake_officer', lead_department, cooperating) $$;

-- The text as it was told. Every look is in the audit log.
create function private.read_original(issue bigint) returns setof private.original_text
language plpgsql security definer set search_path = ''
as $$
declare current_issue public.issues;
begin
	select * into current_issue from public.issues i where i.id = issue;
	if current_issue.id is null or not private.holds('intake_officer', current_issue.path) then
		perform private.refuse(403, 'role_required', 'intake_officer');
	end if;
	perform private.audit('read_original', current_issue.region_id, 'issue:' || issue);
	return query select o.title, o.body from private.issue_origins o where o.issue_id = issue;
end $$;

call private.expose('publish_issue', 'authenticated', 'Publishes an issue, where needed with its masked copy put right.');
call private.expose('edit_public_copy', 'authenticated', 'Changes the masked copy; the original stays.');
call private.expose('request_info', 'authenticated', 'Asks the author a question; the clock stands meanwhile.');
call private.expose('reject_issue', 'authenticated', 'Keeps an issue from publication for one of the reasons.');
call private.expose('transfer_issue', 'authenticated',
	'Closes an issue that another office must take, such as a court, and names that office.');
call private.expose('assign_issue', 'authenticated', 'Gives an issue to a leading and to cooperating departments.');
call private.expose('read_original', 'authenticated',
	'The original and its author, for those who decide; every look is written to the audit log.');
