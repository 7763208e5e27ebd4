-- How staff sign in: password, then a second factor.

create table private.credentials (
	account_id uuid primary key references private.accounts,
	password_hash text not null check (password_hash like '$argon2id$%'),
	totp_secret text not null,
	last_totp_step bigint not null default 0,
	changed_at timestamptz not null default private.now()
);
comment on column private.credentials.totp_secret is 'Sealed by the application.';
comment on column private.credentials.last_totp_step is
	'The 30-second step of the last code, so that a code opens once.';
comment on table private.credentials is 'Password and TOTP of staff; residents have none.';
alter table private.credentials enable row level security;

-- The first step of a staff sign-in: every try is counted, for a mail that nobody has as for any other.
create function private.begin_staff_sign_in(mail_hash text, network text)
returns table (account_id uuid, password_hash text)
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.count_attempt('password_mail', mail_hash, 'password_limit_reached');
	perform private.count_attempt('password_network', network, 'network_limit_reached');
	return query
		select a.id, c.password_hash
		from private.identifiers i
		join private.accounts a on a.id = i.account_id
		join private.credentials c on c.account_id = a.id
		where i.kind = 'staff_mail' and i.hash = mail_hash and a.disabled_at is null;
end $$;

create function private.begin_totp(account uuid) returns table (totp_secret text)
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.count_attempt('totp_account', account::text, 'totp_limit_reached');
	return query select c.totp_secret from private.credentials c where c.account_id = account;
end $$;

-- True once for a step: of two requests with one code the second is too late.
create function private.use_totp_step(account uuid, step bigint) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	update private.credentials c set last_totp_step = step where c.account_id = account and c.last_totp_step < step;
	if not found then
		return false;
	end if;
	delete from private.attempts t
	where (t.scope = 'totp_account' and t.key = account::text)
		or (t.scope = 'password_mail' and t.key = (
			select i.hash from private.identifiers i where i.account_id = account and i.kind = 'staff_mail'));
	return true;
end $$;

-- Who changes their own password proves to know the present one: tries count as those at the sign-in do.
create function private.begin_password_change(account uuid) returns table (password_hash text)
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.count_attempt('password_mail', coalesce(
		(select i.hash from private.identifiers i where i.account_id = account and i.kind = 'staff_mail'), account::text),
		'password_limit_reached');
	return query select c.password_hash from private.credentials c where c.account_id = account;
end $$;

-- Ends every session of the account, and tells its mail. Of two changes at once the second finds another password.
create function private.change_password(account uuid, present_hash text, new_hash text, subject text, body text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	update private.credentials c set password_hash = new_hash, changed_at = private.now()
	where c.account_id = account and c.password_hash = present_hash;
	if not found then
		return false;
	end if;
	delete from private.sessions s where s.account_id = account;
	perform private.send_message('password_changed', 'mail', i.value, subject, body, true)
	from private.identifiers i where i.account_id = account and i.kind = 'staff_mail';
	insert into private.audit_log (account_id, action, subject) values (account, 'password_changed', 'account:' || account);
	return true;
end $$;

call private.expose('begin_staff_sign_in', 'service_role', 'What the password is checked against; counts the attempt.');
call private.expose('begin_totp', 'service_role', 'What the second factor is checked against; counts the attempt.');
call private.expose('use_totp_step', 'service_role', 'Uses a second factor’s code up, so that it opens once.');
call private.expose('begin_password_change', 'service_role', 'What the present password is checked against; counts the attempt.');
call private.expose('change_password', 'service_role', 'Sets a new password and tells its owner.');
