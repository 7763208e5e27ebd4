-- Categories: what an issue is about; the whole portal shares them.

create table public.categories (
	key text primary key check (key ~ '^[a-z][a-z0-9_]{1,40}$'),
	position smallint not null unique,
	name_zh text not null check (char_length(name_zh) between 1 and 40),
	name_en text not null check (char_length(name_en) between 1 and 60),
	is_active boolean not null default true,
	version int not null default 1
);
comment on column public.categories.position is 'The order in lists.';
comment on column public.categories.version is 'Goes up with every save; a save names the one it read.';
comment on table public.categories is 'What an issue is about (领域).';

insert into public.categories (position, key, name_zh, name_en) values
	(1, 'land', '征地拆迁', 'Land and demolition'),
	(2, 'collective_finance', '农村集体“三资”', 'Rural collective finances'),
	(3, 'law_enforcement', '执法监管', 'Law enforcement'),
	(4, 'education', '教育', 'Education'),
	(5, 'health', '医疗卫生', 'Health care'),
	(6, 'environment', '生态环境', 'Environment'),
	(7, 'welfare', '社会保障与救助', 'Social welfare'),
	(8, 'transport', '交通出行', 'Transport'),
	(9, 'housing', '住房与物业', 'Housing'),
	(10, 'jobs', '就业与劳动', 'Jobs and labour'),
	(11, 'food_drugs', '食品药品', 'Food and drugs'),
	(12, 'enterprise', '涉企服务', 'Enterprise services'),
	(13, 'other', '其他', 'Other');

alter table public.categories enable row level security;
create policy categories_read on public.categories for select to anon, authenticated, service_role using (true);
grant select on public.categories to anon, authenticated, service_role;
