-- Commitments (承诺): what a department promises with its answer.

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
alter table public.commitments enable row level security;
create policy commitments_read on public.commitments for select to anon, authenticated, service_role
	using (exists (select from public.issues i where i.id = commitments.issue_id));
grant select on public.commitments to anon, authenticated, service_role;

create function private.save_commitment(
	issue bigint, measure text, owner text, due_on date, commitment bigint default null, expected_version int default null,
	target numeric default null, actual numeric default null, unit text default '', kept boolean default false
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

call private.expose('save_commitment', 'authenticated', 'Adds or changes a promise, or notes that it was kept.');
