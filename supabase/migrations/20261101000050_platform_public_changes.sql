-- Public changes: what changed of what visitors read, so that each instance of the app evicts just the pages that show it.

-- Transactions commit in another order than they begin, so a number drawn from a sequence could become visible after a
-- higher one. The number here is the transaction's own: a snapshot tells exactly which of them a reader has seen.
create table private.public_changes (
	number xid8 not null default pg_current_xact_id(),
	topics text[] not null check (cardinality(topics) > 0),
	at timestamptz not null default clock_timestamp()
);
comment on table private.public_changes is
	'What changed of what visitors read; instances of the app follow it, and the worker drops what is some minutes old.';
comment on column private.public_changes.number is 'The transaction that made the change.';
comment on column private.public_changes.topics is
	'What it touches, such as issue:1024, region:12, category:housing, figures. A page may depend on several together.';
create index public_changes_number on private.public_changes (number);
alter table private.public_changes enable row level security;

-- Once per transaction for the same topics. Nothing is locked that another transaction would wait for.
create function private.announce_change(topics text[]) returns void
language sql security definer set search_path = ''
as $$
	insert into private.public_changes (topics)
	select announce_change.topics where not exists (
		select from private.public_changes c where c.number = pg_current_xact_id() and c.topics = announce_change.topics)
$$;
comment on function private.announce_change(text[]) is 'Tells instances of the app what changed; they hear of it after the commit.';

-- What became visible since an earlier answer, whose `upto` is handed back as `seen`; everything may have changed
-- (is_gap) for a reader that comes without one, or from another database, or after more than two thousand changes.
create function private.changes_since(seen text default null)
returns table (upto text, today date, is_gap boolean, changes jsonb)
language plpgsql stable security definer set search_path = ''
as $$
declare
	most constant int := 2000;
	present pg_snapshot := pg_current_snapshot();
	former pg_snapshot := seen::pg_snapshot;
	is_followed boolean := coalesce(pg_snapshot_xmax(former) <= pg_snapshot_xmax(present), false);
	found_changes jsonb;
begin
	if is_followed then
		with unseen as materialized (
			select c.topics from private.public_changes c
			where c.number >= pg_snapshot_xmin(former) and not pg_visible_in_snapshot(c.number, former)
			limit most + 1
		)
		select jsonb_agg(a.topics), (select count(*) from unseen) <= most into found_changes, is_followed from (
			select u.topics from unseen u where u.topics[1] <> 'votes'
			union all
			-- In a storm hundreds of batches of votes a second name the same issues.
			select array_agg(distinct t.topic) from unseen u cross join unnest(u.topics) t (topic) where u.topics[1] = 'votes'
			having count(*) > 0) a;
	end if;
	return query select present::text, private.local_day(private.now()), not is_followed,
		case when is_followed then coalesce(found_changes, '[]') else '[]' end;
end $$;

call private.expose('changes_since', 'service_role', 'What changed of what visitors read since an earlier answer.');

-- No instance waits so long with its next question: one that does starts over.
create function private.prune_public_changes() returns void
language sql security definer set search_path = ''
as $$ delete from private.public_changes c where c.at < clock_timestamp() - interval '5 minutes' $$;
comment on function private.prune_public_changes() is 'Drops what every instance of the app has read long ago.';
