-- Departments: who answers, each in its region.

create table public.departments (
	key text primary key check (key ~ '^[a-z][a-z0-9_]{1,40}$'),
	region_id int not null references public.regions,
	name_zh text not null check (char_length(name_zh) between 1 and 60),
	name_en text not null check (char_length(name_en) between 1 and 80),
	duty_zh text not null default '' check (char_length(duty_zh) <= 500),
	duty_en text not null default '' check (char_length(duty_en) <= 800),
	phone text check (phone ~ '^[0-9 +()-]{3,30}$'),
	is_active boolean not null default true,
	version int not null default 1
);
comment on column public.departments.region_id is 'Whose department it is; it may answer for issues there and below.';
comment on column public.departments.duty_zh is 'What it is responsible for, as its public page says.';
comment on column public.departments.is_active is 'Closed departments are assigned nothing new.';
comment on column public.departments.version is 'Goes up with every save; a save names the one it read.';
comment on table public.departments is 'Units that answer; a town government is a department of its town.';
create index departments_region on public.departments (region_id);

alter table public.departments enable row level security;
create policy departments_read on public.departments for select to anon, authenticated, service_role using (true);
grant select on public.departments to anon, authenticated, service_role;
