-- Importing: issues that were told elsewhere, through the same rules, in batches. Channel, source and external id are the key.

-- rows: a JSON array (as text, so that every Data API hands it over alike) of objects with
--   external_id, title, body, title_original, body_original, mask_version, tokens, tokenizer_version, region_id, category_key,
--   told_at, likes, and optionally reply, reply_original, reply_tokens, replied_at.
-- Answers one outcome per row, in order: added, exists, or refused with a code; a bad row harms no other.
create function private.import_issues(
	rows text, channel public.issue_channel, source text, acting_account uuid, department text default null, publish boolean default false
)
returns table (ord bigint, outcome text, code text, issue_id bigint)
language plpgsql security definer set search_path = ''
-- Every statement looks rows up by a key; a plan made while the tables were small must not scan them when they are not.
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
	entry record;
	item jsonb;
	created public.issues;
	replied timestamptz;
	added bigint;
begin
	if not exists (select from private.accounts a where a.id = acting_account and a.kind in ('staff', 'system') and a.disabled_at is null) then
		perform private.refuse(403, 'import_account_unknown');
	end if;
	for entry in select e.value, e.ordinality from jsonb_array_elements(rows::jsonb) with ordinality e loop
		item := entry.value;
		ord := entry.ordinality;
		code := null;
		issue_id := null;
		begin
			select i.id into issue_id from public.issues i
			where i.channel = import_issues.channel and i.source = import_issues.source and i.external_id = item ->> 'external_id';
			if issue_id is not null then
				outcome := 'exists';
			else
				created := private.create_issue(
					'import', null, acting_account, item ->> 'title', item ->> 'body', item ->> 'title_original', item ->> 'body_original',
					(item ->> 'mask_version')::int, array(select jsonb_array_elements_text(item -> 'tokens')), (item ->> 'tokenizer_version')::int,
					(item ->> 'region_id')::int, item ->> 'category_key', null, import_issues.channel, import_issues.source,
					item ->> 'external_id', null, (item ->> 'told_at')::timestamptz, null);
				update public.issue_counters c set brought_along = greatest(coalesce((item ->> 'likes')::int, 0), 0)
				where c.issue_id = created.id;
				if publish then
					created := private.change_status(created.id, 'published', 'import', 'published');
					if item ->> 'reply' is not null and department is not null then
						replied := least(coalesce((item ->> 'replied_at')::timestamptz, private.now()), private.now());
						perform private.assign(created.id, 'import', department, '{}');
						select * into created from public.issues i where i.id = created.id;
						added := private.add_response(created, item ->> 'reply', item ->> 'reply_original', (item ->> 'mask_version')::int,
							array(select jsonb_array_elements_text(item -> 'reply_tokens')), (item ->> 'tokenizer_version')::int, false, true);
						perform private.change_status(created.id, 'answered', 'import', 'answered',
							jsonb_build_object('response', added, 'imported', true, 'replied_at', replied));
						update public.clocks c set is_imported = true where c.issue_id = created.id and c.kind = 'first_answer';
						perform private.end_clocks(created.id);
						update public.responses r set published_at = replied where r.id = added;
						update public.issues i set answered_at = replied where i.id = created.id;
					end if;
				end if;
				outcome := 'added';
				issue_id := created.id;
			end if;
		exception
			when unique_violation then
				outcome := 'exists';
			when others then
				outcome := 'refused';
				code := case when sqlstate like 'PT%' then sqlerrm
					when sqlstate = '23514' then 'text_not_allowed'
					else 'row_invalid' end;
		end;
		return next;
	end loop;
end $$;

call private.expose('import_issues', 'service_role', 'Brings in a batch of rows; an outcome for each.');

-- The account named by `--as`: the keyed hash of a staff mail.
create function private.import_account(mail_hash text) returns uuid
language sql stable security definer set search_path = ''
as $$
	select a.id from private.identifiers n join private.accounts a on a.id = n.account_id
	where n.kind = 'staff_mail' and n.hash = mail_hash and a.disabled_at is null
$$;

-- Right after much was written at once the planner knows nothing of it, and the figures are still being counted.
create function private.finish_import() returns void
language plpgsql security definer set search_path = ''
as $$
declare relation regclass;
begin
	perform private.count_everything();
	for relation in
		select c.oid from pg_catalog.pg_class c
		where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
	loop
		execute format('analyze %s', relation);
	end loop;
end $$;

call private.expose('import_account', 'service_role', 'The account for which an import acts.');
call private.expose('finish_import', 'service_role', 'Ends an import: counts everything, and lets the planner know what there is now.');
