-- What the office tells everybody who is about to submit: a notice of its own words, and how far it lies behind.

create table public.operator_notice (
	id smallint primary key default 1 constraint operator_notice_alone check (id = 1),
	text_zh text not null default '' check (char_length(text_zh) <= 300),
	text_en text not null default '' check (char_length(text_en) <= 600),
	-- The last day on which it is shown; null is until somebody takes it down.
	shown_until date,
	version int not null default 1,
	constraint operator_notice_in_both check ((private.visible_length(text_zh) > 0) = (private.visible_length(text_en) > 0))
);
comment on table public.operator_notice is 'The notice on the page for a new issue, in both languages; empty is none.';
comment on column public.operator_notice.shown_until is 'The last day on which it is shown; null is until it is taken down.';
alter table public.operator_notice enable row level security;
create policy operator_notice_read on public.operator_notice for select to anon, authenticated, service_role using (true);
grant select on public.operator_notice to anon, authenticated, service_role;
insert into public.operator_notice default values;

-- It stands for the whole portal, so administrators of the root set it.
create function private.save_operator_notice(version int, text_zh text, text_en text, shown_until date default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare saved int;
begin
	perform private.require_root_administrator();
	if (private.visible_length(text_zh) > 0) <> (private.visible_length(text_en) > 0)
		or char_length(text_zh) > 300 or char_length(text_en) > 600
	then
		perform private.refuse(422, 'input_invalid');
	end if;
	update public.operator_notice n set
		text_zh = save_operator_notice.text_zh, text_en = save_operator_notice.text_en,
		shown_until = save_operator_notice.shown_until, version = n.version + 1
	where n.version = save_operator_notice.version returning n.version into saved;
	if saved is null then
		perform private.refuse(409, 'stale_edit');
	end if;
	perform private.audit('operator_notice_saved', null, 'operator_notice', jsonb_build_object(
		'version', saved, 'text_zh', text_zh, 'text_en', text_en, 'shown_until', shown_until));
end $$;

-- Issues that wait for the first decision, and how many of them beyond their deadline.
create function private.intake_backlog() returns table (waiting int, overdue int)
language sql stable security definer set search_path = ''
as $$
	select count(*)::int,
		count(*) filter (where exists (select from private.overdue_clocks o where o.issue_id = i.id))::int
	from public.issues i
	where i.stage = 'waits_for_intake' and not i.is_public
$$;

call private.expose('save_operator_notice', 'authenticated',
	'Sets the notice on the page for a new issue; empty texts take it down.');
create function public.submission_notice() returns table (text_zh text, text_en text, waiting int, overdue int)
language sql stable security invoker set search_path = ''
as $$
	select coalesce(n.text_zh, ''), coalesce(n.text_en, ''), b.waiting, b.overdue
	from private.intake_backlog() b
	left join public.operator_notice n
		on n.shown_until is null or n.shown_until >= private.local_day(private.now())
$$;
comment on function public.submission_notice is 'What somebody who is about to submit should know: the office’s notice, and how far it lies behind.';
grant execute on function private.intake_backlog(), public.submission_notice() to anon, authenticated, service_role;
