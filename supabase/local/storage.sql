-- Rights of the storage schema, as on a hosted project: row-level security decides for clients, and the storage
-- server itself (here the authenticator) keeps the books.
grant usage on schema storage to postgres, anon, authenticated, service_role, authenticator;
grant all on all tables in schema storage to postgres, anon, authenticated, service_role, authenticator;
grant execute on all functions in schema storage to postgres, anon, authenticated, service_role, authenticator;

do $$
begin
	if not exists (select from pg_policies where schemaname = 'storage' and policyname = 'storage_server') then
		create policy storage_server on storage.buckets to authenticator using (true) with check (true);
		create policy storage_server on storage.objects to authenticator using (true) with check (true);
	end if;
end $$;

-- Migrations write policies on storage.objects, which only its owner may do.
alter table storage.objects owner to postgres;
alter table storage.buckets owner to postgres;
