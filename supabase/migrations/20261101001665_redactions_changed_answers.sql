-- Changed answers: an edition of a published answer appears at once; an intake officer reads it afterwards. That is no
-- approval.

create table private.revision_reviews (
	response_id bigint not null,
	revision smallint not null,
	seen_at timestamptz not null default private.now(),
	seen_by uuid not null references private.accounts,
	primary key (response_id, revision),
	foreign key (response_id, revision) references public.response_revisions (response_id, revision)
);
comment on table private.revision_reviews is 'Changed answers that an intake officer has looked at.';
alter table private.revision_reviews enable row level security;
create index revision_reviews_seen_by on private.revision_reviews (seen_by);
create index response_revisions_changes on public.response_revisions (published_at, response_id, revision) where revision > 1;

-- Changed answers that nobody of the intake office has seen, the oldest first, with the edition before.
create function private.changed_answers(
	page_size int default 20, after_at timestamptz default null, after_response bigint default null, after_revision int default null)
returns table (
	response_id bigint, revision smallint, issue_id bigint, title text, department_key text, reason text, before text, after text,
	published_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select v.response_id, v.revision, i.id, i.title, r.department_key, v.reason, e.body, v.body, v.published_at
	from public.response_revisions v
	join public.responses r on r.id = v.response_id
	join public.issues i on i.id = r.issue_id and i.is_public
	left join public.response_revisions e on e.response_id = v.response_id and e.revision = v.revision - 1
	where v.revision > 1
		and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
		and not exists (select from private.revision_reviews s where s.response_id = v.response_id and s.revision = v.revision)
		and (after_at is null or (v.published_at, v.response_id, v.revision) > (after_at, after_response, after_revision))
	order by v.published_at, v.response_id, v.revision
	limit least(greatest(page_size, 1), 100)
$$;

create function private.see_revision(response bigint, revision int) returns void
language plpgsql security definer set search_path = ''
as $$
declare at_issue public.issues;
begin
	select i.* into at_issue from public.response_revisions v
	join public.responses r on r.id = v.response_id join public.issues i on i.id = r.issue_id
	where v.response_id = see_revision.response and v.revision = see_revision.revision;
	if at_issue.id is null then
		perform private.refuse(404, 'response_not_found');
	end if;
	perform private.require_role('intake_officer', at_issue.path);
	insert into private.revision_reviews (response_id, revision, seen_by)
	values (see_revision.response, see_revision.revision, private.require_account())
	on conflict do nothing;
	perform private.audit('see_revision', at_issue.region_id, 'response:' || response, jsonb_build_object('revision', revision));
end $$;

create function private.count_changed_answers() returns int
language sql stable security definer set search_path = ''
as $$
	select count(*)::int from (
		select from public.response_revisions v
		join public.responses r on r.id = v.response_id
		join public.issues i on i.id = r.issue_id and i.is_public
		where v.revision > 1
			and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
			and not exists (select from private.revision_reviews s where s.response_id = v.response_id and s.revision = v.revision)
		limit 1000) unseen
$$;

call private.expose('changed_answers', 'authenticated', 'Changed answers that no intake officer has seen, the oldest first.');
call private.expose('see_revision', 'authenticated', 'Notes that an intake officer has looked at a changed answer.');
grant execute on function private.count_changed_answers() to authenticated;
