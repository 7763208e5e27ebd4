-- Administration: regions, departments and categories, changed by administrators of the subtree.
-- `version` is the version that the form showed, 0 for a new row (as `region` 0 is); who saves second is told (409
-- stale_edit).

create function private.save_region(
	region int, version int, parent int, key text, level int, name_zh text, name_en text, is_active boolean, code text
) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	saved public.regions;
	current_code text;
begin
	if region = 0 then
		if private.region_path(parent) is null then
			perform private.refuse(422, 'region_unknown');
		end if;
		perform private.require_role('administrator', private.region_path(parent));
		if exists (select from public.regions r where r.key = save_region.key) then
			perform private.refuse(409, 'key_taken');
		end if;
		insert into public.regions (parent_id, key, level, name_zh, name_en, is_active)
		values (parent, key, level, name_zh, name_en, is_active) returning * into saved;
	else
		perform private.require_role('administrator', private.region_path(region));
		update public.regions r set
			level = save_region.level, name_zh = save_region.name_zh, name_en = save_region.name_en,
			is_active = save_region.is_active, version = r.version + 1
		where r.id = region and r.version = save_region.version returning * into saved;
		if saved.id is null then
			perform private.refuse(409, 'stale_edit');
		end if;
		if exists (select from public.regions r where r.parent_id = saved.id and r.level <= saved.level) then
			perform private.refuse(422, 'region_level_invalid');
		end if;
	end if;
	-- A changed code closes the old one today; history stays.
	select c.code into current_code from public.region_codes c where c.region_id = saved.id and c.valid_to is null;
	if nullif(code, '') is distinct from current_code then
		delete from public.region_codes c
		where c.region_id = saved.id and c.valid_to is null and c.valid_from >= private.local_day(private.now());
		update public.region_codes c set valid_to = private.local_day(private.now())
		where c.region_id = saved.id and c.valid_to is null;
		if nullif(code, '') is not null then
			insert into public.region_codes (region_id, code, valid_from)
			values (saved.id, code, private.local_day(private.now()));
		end if;
	end if;
	perform private.audit('region_saved', saved.id, 'region:' || saved.id, jsonb_build_object('version', saved.version));
	return saved.id;
exception
	when unique_violation then
		perform private.refuse(409, 'key_taken');
		return null;
end $$;

create function private.save_department(
	key text, version int, region int, name_zh text, name_en text, duty_zh text, duty_en text, phone text, is_active boolean
) returns text
language plpgsql security definer set search_path = ''
as $$
declare saved public.departments;
begin
	if private.region_path(region) is null then
		perform private.refuse(422, 'region_unknown');
	end if;
	perform private.require_role('administrator', private.region_path(region));
	if version = 0 then
		if exists (select from public.departments d where d.key = save_department.key) then
			perform private.refuse(409, 'key_taken');
		end if;
		insert into public.departments (key, region_id, name_zh, name_en, duty_zh, duty_en, phone, is_active)
		values (key, region, name_zh, name_en, duty_zh, duty_en, nullif(phone, ''), is_active) returning * into saved;
	else
		-- A department stays in its region: what it answered was answered there.
		update public.departments d set
			name_zh = save_department.name_zh, name_en = save_department.name_en, duty_zh = save_department.duty_zh,
			duty_en = save_department.duty_en, phone = nullif(save_department.phone, ''),
			is_active = save_department.is_active, version = d.version + 1
		where d.key = save_department.key and d.region_id = region and d.version = save_department.version
		returning * into saved;
		if saved.key is null then
			perform private.refuse(409, 'stale_edit');
		end if;
	end if;
	perform private.audit('department_saved', region, 'department:' || saved.key, jsonb_build_object('version', saved.version));
	return saved.key;
exception
	when unique_violation then
		perform private.refuse(409, 'key_taken');
		return null;
end $$;

-- What serves the whole tree, as categories do, is for administrators of a root region.
create function private.require_root_administrator() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (
		select from private.grants() g join public.regions r on r.id = g.region_id
		where g.role = 'administrator' and r.parent_id is null)
	then
		perform private.refuse(403, 'role_required', 'administrator');
	end if;
end $$;
comment on function private.require_root_administrator() is 'Refuses who does not administer the whole portal.';

create function private.save_category(key text, version int, place int, name_zh text, name_en text, is_active boolean) returns text
language plpgsql security definer set search_path = ''
as $$
declare saved public.categories;
begin
	perform private.require_root_administrator();
	if exists (select from public.categories c where c.position = save_category.place and c.key <> save_category.key) then
		perform private.refuse(409, 'category_position_taken');
	end if;
	if version = 0 then
		if exists (select from public.categories c where c.key = save_category.key) then
			perform private.refuse(409, 'key_taken');
		end if;
		insert into public.categories (key, position, name_zh, name_en, is_active)
		values (key, place, name_zh, name_en, is_active) returning * into saved;
	else
		update public.categories c set
			position = save_category.place, name_zh = save_category.name_zh, name_en = save_category.name_en,
			is_active = save_category.is_active, version = c.version + 1
		where c.key = save_category.key and c.version = save_category.version returning * into saved;
		if saved.key is null then
			perform private.refuse(409, 'stale_edit');
		end if;
	end if;
	perform private.audit('category_saved', null, 'category:' || saved.key, jsonb_build_object('version', saved.version));
	return saved.key;
exception
	when unique_violation then
		perform private.refuse(409, 'key_taken');
		return null;
end $$;

call private.expose('save_region', 'authenticated', 'Adds or changes a region.');
call private.expose('save_department', 'authenticated', 'Adds or changes a department.');
call private.expose('save_category', 'authenticated', 'Adds or changes a category.');
