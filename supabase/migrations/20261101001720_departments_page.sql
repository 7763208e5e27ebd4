-- What the page of a department lists. Public rows only, read past row-level security: below it the planner reads every
-- issue of a department before it knows which are public.

-- Running clocks, the longest overdue first.
create function private.department_debts(department text, page_size int default 20)
returns table (issue_id bigint, title text, status public.issue_status, clock public.clock_kind, round smallint, due_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.status, c.kind, c.round, c.due_at
	from public.clocks c join public.issues i on i.id = c.issue_id
	where c.department_key = department and c.met_at is null and c.ended_at is null and i.is_public
	order by c.due_at, c.issue_id
	limit least(greatest(page_size, 1), 200)
$$;

-- Answers, the newest first, after the answer that a page ended with.
create function private.department_answers(
	department text, page_size int default 20, after_at timestamptz default null, after_id bigint default null
)
returns table (
	issue_id bigint, title text, status public.issue_status, id bigint, round smallint, body text, published_at timestamptz,
	is_imported boolean)
language sql stable security definer set search_path = ''
-- The length of a page is a parameter, of which the planner expects a tenth of all answers: enough for it to ask a second
-- process, and a page is read sooner than that has begun.
set max_parallel_workers_per_gather = 0
as $$
	select i.id, i.title, i.status, r.id, r.round, r.body, r.published_at, r.is_imported
	from public.responses r join public.issues i on i.id = r.issue_id
	where r.department_key = department and i.is_public
		and (r.published_at, r.id) < (coalesce(after_at, 'infinity'), coalesce(after_id, 0))
	order by r.published_at desc, r.id desc
	limit least(greatest(page_size, 1), 200)
$$;

-- Commitments that are not kept yet, the next due first.
create function private.department_promises(department text, page_size int default 20)
returns table (issue_id bigint, title text, status public.issue_status, id bigint, measure text, due_on date)
language sql stable security definer set search_path = ''
as $$
	select i.id, i.title, i.status, c.id, c.measure, c.due_on
	from public.commitments c join public.issues i on i.id = c.issue_id
	where c.department_key = department and c.kept_at is null and i.is_public and i.status <> 'merged'
	order by c.due_on, c.id
	limit least(greatest(page_size, 1), 200)
$$;

call private.expose('department_debts', 'anon, authenticated, service_role',
	'What a department owes an answer or a solution, the longest overdue first.');
call private.expose('department_answers', 'anon, authenticated, service_role', 'The answers of a department, the newest first.');
call private.expose('department_promises', 'anon, authenticated, service_role',
	'The commitments that a department has still to keep, the next due first.');
