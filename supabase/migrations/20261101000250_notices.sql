-- Outbox: every text message and mail is a row first, written in the transaction that causes it; the worker sends it.
-- Killed between sending and marking it sends twice; never not at all.

create table private.outbox (
	id bigint generated always as identity primary key,
	kind text not null check (kind ~ '^[a-z_]{2,40}$'),
	channel text not null check (channel in ('sms', 'mail')),
	recipient text,
	subject text not null default '',
	body text,
	created_at timestamptz not null default pg_catalog.now(),
	expires_at timestamptz,
	sent_at timestamptz,
	tries int not null default 0,
	last_error text
);
comment on column private.outbox.recipient is 'Sealed by the application; emptied with the body.';
comment on column private.outbox.expires_at is 'A one-time code that has run out is not worth sending.';
comment on column private.outbox.last_error is 'Why the last try failed.';
comment on table private.outbox is 'Messages to be sent, and for a day after sending what they said.';
create index outbox_unswept on private.outbox (created_at) where body is not null;
alter table private.outbox enable row level security;

-- Urgent (a sign-in code) overtakes whatever bulk mail is queued.
create function private.send_message(
	kind text, channel text, recipient text, subject text, body text,
	urgent boolean default false, expires_at timestamptz default null
) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare message bigint;
begin
	insert into private.outbox (kind, channel, recipient, subject, body, expires_at)
	values (kind, channel, recipient, subject, body, expires_at)
	returning id into message;
	perform private.enqueue(
		'send_message', json_build_object('message', message), 'send_message:' || message, null,
		case when urgent then -10 else 10 end);
	return message;
end $$;

-- What the worker is to send; no row when it was sent, expired or emptied meanwhile.
create function private.take_message(message bigint)
returns table (channel text, recipient text, subject text, body text)
language sql security definer set search_path = ''
as $$
	update private.outbox o set tries = o.tries + 1
	where o.id = message and o.sent_at is null and o.body is not null
		and (o.expires_at is null or o.expires_at > pg_catalog.now())
	returning o.channel, o.recipient, o.subject, o.body
$$;

create function private.message_sent(message bigint) returns void
language sql security definer set search_path = ''
as $$ update private.outbox o set sent_at = pg_catalog.now(), last_error = null where o.id = message and o.sent_at is null $$;

create function private.message_failed(message bigint, error text) returns void
language sql security definer set search_path = ''
as $$ update private.outbox o set last_error = left(error, 500) where o.id = message $$;

-- The newest messages, for the outbox page of the demo town; the application refuses it everywhere else.
create function private.list_outbox()
returns table (id bigint, kind text, channel text, recipient text, subject text, body text, created_at timestamptz)
language sql stable security definer set search_path = ''
as $$
	select o.id, o.kind, o.channel, o.recipient, o.subject, o.body, o.created_at
	from private.outbox o where o.body is not null order by o.id desc limit 100
$$;

-- Nightly: a day after sending or expiry nothing personal is left of a message.
create function private.sweep_outbox() returns bigint
language sql security definer set search_path = ''
as $$
	with swept as (
		update private.outbox o set body = null, recipient = null, subject = ''
		where o.body is not null
			and coalesce(o.sent_at, o.expires_at, o.created_at + interval '29 days') < pg_catalog.now() - interval '1 day'
		returning 1)
	select count(*) from swept
$$;

call private.expose('take_message', 'service_role', 'A message that is to be sent now, unless it was sent or has run out.');
call private.expose('message_sent', 'service_role', 'Notes that the channel took a message.');
call private.expose('message_failed', 'service_role', 'Notes a failed try and its error.');
call private.expose('list_outbox', 'service_role', 'The messages of the demo, for its outbox page.');
call private.expose('sweep_outbox', 'service_role', 'Empties messages a day after they were sent or ran out.');
