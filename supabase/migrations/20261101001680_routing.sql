-- Routing advice: which category and which department a text is likely to get, learnt from what officers decided. Advice
-- only: a person decides, and what was decided teaches the next advice.

create table private.routing_models (
	kind text primary key constraint routing_models_kind check (kind in ('category', 'department')),
	trained_at timestamptz not null,
	examples int not null,
	accuracy real not null,
	accuracy_of_three real not null,
	accuracy_of_commonest real not null,
	model text not null
);
comment on table private.routing_models is 'What the worker learnt from decided issues; see lib/routing.';
comment on column private.routing_models.accuracy is 'Share of decided issues, each held out while the others taught, whose label was proposed first.';
comment on column private.routing_models.accuracy_of_three is 'The same for the first three.';
comment on column private.routing_models.accuracy_of_commonest is 'The same if always the commonest label were proposed.';
alter table private.routing_models enable row level security;

create table private.routing_decisions (
	issue_id bigint not null references public.issues,
	kind text not null references private.routing_models,
	proposed text not null,
	decided text not null,
	decided_at timestamptz not null default private.now(),
	primary key (issue_id, kind)
);
comment on table private.routing_decisions is 'What was proposed to an officer and what the officer decided; the last time, where an issue was decided again.';
alter table private.routing_decisions enable row level security;
create index routing_decisions_recent on private.routing_decisions (kind, decided_at);

-- The newest decisions of officers, with the public copy; for the worker.
create function private.routing_examples(kind text, most int) returns table (title text, body text, label text)
language sql stable security definer set search_path = ''
as $$
	select i.title, left(i.body, 2000), case kind when 'category' then i.category_key else i.lead_department_key end
	from public.issues i
	where i.is_public and not i.is_imported and i.published_at is not null
		and case kind when 'category' then true else i.lead_department_key is not null end
	order by i.published_at desc, i.id desc limit most
$$;

create function private.store_routing_model(
	kind text, examples int, accuracy real, accuracy_of_three real, accuracy_of_commonest real, model text) returns void
language sql security definer set search_path = ''
as $$
	insert into private.routing_models as m
	values (kind, private.now(), examples, accuracy, accuracy_of_three, accuracy_of_commonest, model)
	on conflict on constraint routing_models_pkey do update set
		trained_at = excluded.trained_at, examples = excluded.examples, accuracy = excluded.accuracy,
		accuracy_of_three = excluded.accuracy_of_three, accuracy_of_commonest = excluded.accuracy_of_commonest, model = excluded.model
$$;

create function private.require_any_role(variadic roles public.actor_role[]) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if cardinality(private.granted_paths(variadic roles)) = 0 then
		perform private.refuse(403, 'role_required', roles[1]::text);
	end if;
end $$;
comment on function private.require_any_role(public.actor_role[]) is 'Refuses who holds none of the roles anywhere.';

-- Models that are newer than the ones that an instance of the app knows.
create function private.routing_models_since(known timestamptz default null) returns table (kind text, trained_at timestamptz, model text)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	perform private.require_any_role('intake_officer');
	return query select m.kind, m.trained_at, m.model from private.routing_models m where known is null or m.trained_at > known;
end $$;

create function private.note_routing(issue bigint, kind text, proposed text, decided text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_role('intake_officer', (select i.path from public.issues i where i.id = note_routing.issue));
	if char_length(proposed) > 60 or char_length(decided) > 60
		or not exists (select from private.routing_models m where m.kind = note_routing.kind)
	then
		perform private.refuse(422, 'input_invalid');
	end if;
	insert into private.routing_decisions as d (issue_id, kind, proposed, decided)
	values (note_routing.issue, note_routing.kind, note_routing.proposed, note_routing.decided)
	on conflict on constraint routing_decisions_pkey do update set
		proposed = excluded.proposed, decided = excluded.decided, decided_at = private.now();
end $$;

-- How good the advice is: held out when it was trained, and in practice over the last ninety days.
create function private.routing_quality()
returns table (
	kind text, trained_at timestamptz, examples int, accuracy real, accuracy_of_three real, accuracy_of_commonest real,
	proposed int, followed int)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	perform private.require_any_role('administrator');
	return query
		select m.kind, m.trained_at, m.examples, m.accuracy, m.accuracy_of_three, m.accuracy_of_commonest,
			count(d.kind)::int, count(d.kind) filter (where d.proposed = d.decided)::int
		from private.routing_models m
		left join private.routing_decisions d on d.kind = m.kind and d.decided_at > private.now() - interval '90 days'
		group by m.kind order by m.kind;
end $$;

-- What was decided instead, over the last ninety days; the commonest first.
create function private.routing_misses() returns table (kind text, proposed text, decided text, times int)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	perform private.require_any_role('administrator');
	return query
		select d.kind, d.proposed, d.decided, count(*)::int
		from private.routing_decisions d
		where d.proposed <> d.decided and d.decided_at > private.now() - interval '90 days'
		group by 1, 2, 3 order by count(*) desc, 1, 2, 3 limit 20;
end $$;

create function private.train_routing() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_any_role('administrator');
	perform private.enqueue('train_routing', job_key => 'train_routing');
end $$;

call private.expose('routing_models_since', 'authenticated', 'Routing models trained since; for intake officers.');
call private.expose('note_routing', 'authenticated', 'Notes what was proposed and what an officer decided.');
call private.expose('routing_quality', 'authenticated', 'How good the routing advice is; for administrators.');
call private.expose('routing_misses', 'authenticated', 'What officers decided instead of the advice; for administrators.');
call private.expose('train_routing', 'authenticated', 'Has the worker train the routing models now; for administrators.');
