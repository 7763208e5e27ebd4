-- Announcing: triggers on every table that visitors' pages read tell the app what changed (private.public_changes).
-- src/page-topics.ts says which page depends on which of these topics. Figures are announced by whoever counts them.
--
-- at_once: what stood there must not be shown a moment longer, in lists neither.

-- What an issue's place in lists depends on, with what changed of it.
create function private.issue_topics(issue public.issues, changed text[]) returns text[]
language sql stable security definer set search_path = ''
as $$
	select array['issues', 'issue:' || (issue).id, 'category:' || (issue).category_key, 'status:' || (issue).status]
		|| array_remove(array['department:' || (issue).lead_department_key], null)
		|| array(select 'region:' || r.id from public.regions r
			where r.key = any (string_to_array((issue).path::text, '.')) order by r.level)
		|| changed
$$;

-- Something that hangs under issues; what is not public is nobody's business.
create function private.announce_issues(issues bigint[], more text[] default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
declare shown text[] := array(select 'issue:' || i.id from public.issues i where i.id = any (issues) and i.is_public order by i.id);
begin
	if shown <> '{}' then
		perform private.announce_change('{issues}'::text[] || shown || more);
	end if;
end $$;

create function private.announce_issue() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	changed text[] := '{}';
	is_listed boolean := new.is_public and new.status <> 'merged';
	was_listed boolean := tg_op = 'UPDATE' and old.is_public and old.status <> 'merged';
	unit text;
begin
	if is_listed <> was_listed or tg_op = 'UPDATE' and new.published_at is distinct from old.published_at then
		changed := '{changed:listed}';
	end if;
	if tg_op = 'UPDATE' then
		changed := changed
			|| case when new.status <> old.status then '{changed:status}'::text[] end
			|| case when new.stage is distinct from old.stage then '{changed:stage}'::text[] end
			|| case when new.region_id <> old.region_id then '{changed:region}'::text[] end
			|| case when new.category_key <> old.category_key then '{changed:category}'::text[] end
			|| case when new.lead_department_key is distinct from old.lead_department_key then '{changed:department}'::text[] end
			|| case when new.answered_at is distinct from old.answered_at then '{changed:answered}'::text[] end
			|| case when (new.title, new.body, new.author_shown) is distinct from (old.title, old.body, old.author_shown)
				then '{changed:text,at_once}'::text[] end
			|| case when old.is_public and not new.is_public then '{at_once}'::text[] end;
		if old.is_public then
			perform private.announce_change(private.issue_topics(old, changed));
		end if;
	end if;
	if new.is_public then
		perform private.announce_change(private.issue_topics(new, changed));
	end if;
	if is_listed <> was_listed then
		-- What departments owe, promised and answered comes and goes with it.
		for unit in
			select c.department_key from public.clocks c where c.issue_id = new.id and c.department_key is not null
			union select r.department_key from public.responses r where r.issue_id = new.id
			union select m.department_key from public.commitments m where m.issue_id = new.id
		loop
			perform private.announce_change(array['issues', 'issue:' || new.id, 'desk', 'department:' || unit]);
		end loop;
	end if;
	return null;
end $$;
comment on function private.announce_issue() is 'Trigger: a public issue came, went or changed.';
create trigger issues_announce_new after insert on public.issues
	for each row when (new.is_public) execute function private.announce_issue();
create trigger issues_announce_change after update on public.issues
	for each row when ((old.is_public or new.is_public) and old.* is distinct from new.*) execute function private.announce_issue();

-- Clocks and commitments, which a department's page lists.
create function private.announce_duty() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare touched record;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	perform private.announce_issues(
		array[touched.issue_id], '{desk}'::text[] || array_remove(array['department:' || touched.department_key], null));
	return null;
end $$;
comment on function private.announce_duty() is 'Trigger: a department owes or promised something else.';
create trigger clocks_announce after insert or update or delete on public.clocks
	for each row execute function private.announce_duty();
create trigger commitments_announce after insert or update or delete on public.commitments
	for each row execute function private.announce_duty();

-- An answer also decides which words find its issue.
create function private.announce_response() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	touched public.responses;
	about public.issues;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	select * into about from public.issues i where i.id = touched.issue_id and i.is_public;
	if about.id is not null then
		perform private.announce_change(private.issue_topics(about, '{changed:text}'));
		perform private.announce_change(array['issues', 'issue:' || about.id, 'desk', 'department:' || touched.department_key]
			|| case when tg_op = 'UPDATE' and new.body is distinct from old.body then '{at_once}'::text[] end);
	end if;
	return null;
end $$;
comment on function private.announce_response() is 'Trigger: a department answered, or changed its answer.';
create trigger responses_announce after insert or update or delete on public.responses
	for each row execute function private.announce_response();

-- What stands on an issue's own page alone. Events and pictures name the issue, revisions and ratings its answer.
create function private.announce_detail() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare touched record;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	perform private.announce_issues(array[touched.issue_id]);
	return null;
end $$;
comment on function private.announce_detail() is 'Trigger: something on the page of an issue changed.';
create trigger issue_events_announce after insert on public.issue_events
	for each row when (new.visibility = 'public') execute function private.announce_detail();
create trigger attachments_announce after insert or update or delete on public.attachments
	for each row execute function private.announce_detail();

create function private.announce_of_response() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare touched record;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	perform private.announce_issues(array(select r.issue_id from public.responses r where r.id = touched.response_id));
	return null;
end $$;
comment on function private.announce_of_response() is 'Trigger: something under an answer changed.';
create trigger response_revisions_announce after insert or update on public.response_revisions
	for each row execute function private.announce_of_response();
create trigger ratings_announce after insert or update or delete on public.ratings
	for each row execute function private.announce_of_response();

-- Hidden passages, and those shown again. The texts announce themselves; this says that lists must not wait.
create function private.announce_redaction() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.announce_issues(array[new.issue_id], '{at_once}');
	return null;
end $$;
comment on function private.announce_redaction() is 'Trigger: a passage was hidden or is shown again.';
create trigger redactions_announce after insert or update on private.redactions
	for each row execute function private.announce_redaction();

-- Counts. Votes come in batches, so one row says which issues a batch touched; pages may show them some seconds late.
create function private.announce_votes() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.announce_change(array['votes'] || array(select 'votes:' || c.issue_id from counted c));
	return null;
end $$;
comment on function private.announce_votes() is 'Trigger: support was counted.';
create trigger issue_counters_announce_votes after update on public.issue_counters
	referencing new table as counted for each statement execute function private.announce_votes();
create trigger issue_counters_announce after update of follows, brought_along on public.issue_counters
	for each row execute function private.announce_detail();

-- How many belong to a group of repeats stands on the page of each.
create function private.announce_repeats() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare touched public.repeat_members;
begin
	if tg_op = 'DELETE' then touched := old; else touched := new; end if;
	perform private.announce_issues(
		touched.issue_id || array(select m.issue_id from public.repeat_members m where m.group_id = touched.group_id));
	return null;
end $$;
comment on function private.announce_repeats() is 'Trigger: an issue joined or left a group of repeats.';
create trigger repeat_members_announce after insert or update or delete on public.repeat_members
	for each row execute function private.announce_repeats();

-- Tables that change seldom and stand on many pages, each with its topic.
create function private.announce_table() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.announce_change(array[tg_argv[0]]);
	return null;
end $$;
comment on function private.announce_table() is 'Trigger: a table that many pages read changed.';
create trigger regions_announce after insert or update or delete on public.regions
	for each statement execute function private.announce_table('reference');
create trigger departments_announce after insert or update or delete on public.departments
	for each statement execute function private.announce_table('reference');
create trigger categories_announce after insert or update or delete on public.categories
	for each statement execute function private.announce_table('reference');
create trigger rejection_reasons_announce after insert or update or delete on public.rejection_reasons
	for each statement execute function private.announce_table('reference');
create trigger deadline_rules_announce after insert or update or delete on public.deadline_rules
	for each statement execute function private.announce_table('reference');
create trigger frozen_clock_announce after insert or update or delete on private.frozen_clock
	for each statement execute function private.announce_table('reference');
create trigger operator_notice_announce after insert or update or delete on public.operator_notice
	for each statement execute function private.announce_table('notice');

create function private.announce_scores() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_table_name = 'score_publications' then
		perform private.announce_change(array['scores', 'score:' || new.id]);
	else
		perform private.announce_change(array['scores', 'score:' || new.publication_id]);
	end if;
	return null;
end $$;
comment on function private.announce_scores() is 'Trigger: scores were published or corrected.';
create trigger score_publications_announce after insert on public.score_publications
	for each row execute function private.announce_scores();
create trigger score_corrections_announce after insert on public.score_corrections
	for each row execute function private.announce_scores();
