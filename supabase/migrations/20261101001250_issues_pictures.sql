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
	issue bigint, storage_path text, media_type text, width int, height int, bytes int, response_round int default null
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

call private.expose('add_attachment', 'authenticated', 'Notes a picture that was put into object storage.');

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

call private.expose('remove_attachment', 'authenticated', 'Takes a picture out before it is published.');
