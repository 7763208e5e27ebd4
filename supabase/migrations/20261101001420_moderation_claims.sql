-- Claims: who of the intake office works on an issue just now, so that two do not meet over it.

create table private.claims (
	issue_id bigint primary key references public.issues,
	account_id uuid not null references private.accounts,
	claimed_at timestamptz not null,
	until timestamptz not null
);
comment on table private.claims is
	'Who works on an issue just now, with everything under it. Runs out by itself; each further act renews it.';
comment on column private.claims.until is 'In the past: nobody holds the issue.';
alter table private.claims enable row level security;
create index claims_of_account on private.claims (account_id);

create function private.claim_time() returns interval
language sql immutable set search_path = '' as $$ select interval '15 minutes' $$;

-- Is there anything for an intake officer to do about it? Reading what is settled keeps nobody else away.
create function private.concerns_intake(issue public.issues) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (issue).stage = 'waits_for_intake'
		or exists (select from private.flags f where f.issue_id = (issue).id and f.decided_at is null);
end $$;

-- The one place where it is decided who holds an issue: of several who ask at once exactly one gets it. The holder's own
-- asking renews it. Taking over from a colleague is written to the audit log. No row: nothing waits, nobody holds it.
create function private.claim_issue(issue bigint, take_over boolean default false)
returns table (is_mine boolean, holder text, claimed_at timestamptz, until timestamptz)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	me uuid := private.require_account();
	asked public.issues;
	held private.claims;
	ends timestamptz := private.now() + private.claim_time();
begin
	select * into asked from public.issues i where i.id = claim_issue.issue;
	if asked.id is null then
		perform private.refuse(404, 'issue_not_found');
	end if;
	perform private.require_role('intake_officer', asked.path);
	if private.concerns_intake(asked) then
		insert into private.claims (issue_id, account_id, claimed_at, until) values (asked.id, me, private.now(), ends)
		on conflict do nothing;
	end if;
	select * into held from private.claims c where c.issue_id = asked.id for update;
	if held.account_id = me and held.until > private.now() then
		update private.claims c set until = ends where c.issue_id = asked.id;
	elsif take_over and held.until > private.now() or held.until <= private.now() and private.concerns_intake(asked) then
		update private.claims c set account_id = me, claimed_at = private.now(), until = ends where c.issue_id = asked.id;
		if held.until > private.now() then
			perform private.audit('claim_taken_over', asked.region_id, 'issue:' || asked.id);
		end if;
	end if;
	return query
		select c.account_id = me, coalesce(a.staff_name, ''), c.claimed_at, c.until
		from private.claims c join private.accounts a on a.id = c.account_id
		where c.issue_id = asked.id and c.until > private.now();
end $$;

create function private.release_issue(issue bigint) returns void
language sql security definer set search_path = ''
as $$
	update private.claims c set until = private.now()
	where c.issue_id = release_issue.issue and c.account_id = private.require_account() and c.until > private.now()
$$;

-- Whoever decides must not do so under a colleague's hands.
create function private.require_unclaimed(issue bigint) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if exists (
		select from private.claims c
		where c.issue_id = require_unclaimed.issue and c.until > private.now() and c.account_id <> private.require_account())
	then
		perform private.refuse(409, 'claimed_by_another');
	end if;
end $$;
comment on function private.require_unclaimed(bigint) is 'Refuses while a colleague holds the issue.';

-- Of the caller's regions; a name is for colleagues only.
create function private.live_claims() returns table (issue_id bigint, is_mine boolean, holder text, until timestamptz)
language sql stable security definer set search_path = ''
as $$
	select c.issue_id, c.account_id = auth.uid(), coalesce(a.staff_name, ''), c.until
	from private.claims c
	join public.issues i on i.id = c.issue_id
	join private.accounts a on a.id = c.account_id
	where c.until > private.now()
		and i.path operator(extensions.<@) any ((select private.granted_paths('intake_officer'))::extensions.ltree[])
$$;

call private.expose('claim_issue', 'authenticated',
	'Claims what waits for some minutes, or says who holds it; take_over takes it from a colleague.');
call private.expose('release_issue', 'authenticated', 'Gives a claimed issue back to the queue.');

grant execute on function private.live_claims() to authenticated;
