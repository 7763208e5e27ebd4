import { describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';

const stack = await openStack();
// Before the first request, at which the Data API reads the schema.
await stack.sql`create function public.who_asks() returns text language sql security invoker set search_path = ''
	as $$ select current_user || ' ' || coalesce(auth.uid()::text, 'nobody') $$`;
await stack.sql`grant execute on function public.who_asks() to anon, authenticated, service_role`;
const privileges = () => stack.sql`
	select oid::regclass::text as relation, relacl::text as acl from pg_class
	where relnamespace in ('public'::regnamespace, 'private'::regnamespace) order by 1`;
const privilegesBefore = await privileges();

describe('the Data API behaves as a hosted project does', () => {
	it('lets a visitor read what is public', async () => {
		const { data, error } = await stack.clientFor('anon').from('categories').select('key').limit(1);
		expect(error).toBeNull();
		expect(data).toHaveLength(1);
	});

	it('refuses a request without a key, with a forged token and with an expired one', async () => {
		const ask = (headers: Record<string, string>) =>
			fetch(`${stack.env.SUPABASE_URL}/rest/v1/categories?select=key`, { headers });
		expect((await ask({})).status).toBe(401);
		expect((await ask({ apikey: 'forged' })).status).toBe(401);
		const expired = await stack.mint({ role: 'authenticated' }, '-1s');
		const answer = await ask({
			apikey: stack.env.SUPABASE_PUBLISHABLE_KEY,
			Authorization: `Bearer ${expired}`
		});
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ code: 'PGRST303' });
	});

	it('refuses a token whose role is not one of the three', async () => {
		const token = await stack.mint({ role: 'postgres' }, '1m');
		const answer = await fetch(`${stack.env.SUPABASE_URL}/rest/v1/categories`, {
			headers: { apikey: token }
		});
		expect(answer.status).toBe(401);
	});

	it('knows who asks', async () => {
		const account = '018f4a60-0000-7000-8000-000000000001';
		const ask = async (token: string) => {
			const answer = await fetch(`${stack.env.SUPABASE_URL}/rest/v1/rpc/who_asks`, {
				method: 'POST',
				headers: { apikey: token }
			});
			return answer.json();
		};
		expect(await ask(stack.env.SUPABASE_PUBLISHABLE_KEY)).toBe('anon nobody');
		expect(await ask(stack.env.SUPABASE_SECRET_KEY)).toBe('service_role nobody');
		expect(await ask(await stack.mint({ role: 'authenticated', sub: account }, '1m'))).toBe(
			`authenticated ${account}`
		);
	});

	it('leaves every privilege as the migrations made it', async () => {
		await stack.clientFor('anon').from('categories').select('key');
		expect(await privileges()).toEqual(privilegesBefore);
	});

	it('keeps objects by bucket and key, and shows a private one to nobody without the key', async () => {
		const store = stack.clientFor('service').storage;
		await store.createBucket('try', { public: false });
		await store.from('try').upload('a/图.txt', Buffer.from('点题'), { contentType: 'text/plain' });
		const { data } = await store.from('try').download('a/图.txt');
		expect(await data?.text()).toBe('点题');
		const stranger = await stack.clientFor('anon').storage.from('try').download('a/图.txt');
		expect(stranger.data).toBeNull();
		await store.from('try').remove(['a/图.txt']);
		expect((await store.from('try').download('a/图.txt')).data).toBeNull();
	});

	it('freezes the clock for rules', async () => {
		await stack.freezeClock('2026-12-31T15:59:59Z');
		const { data } = await stack.clientFor('anon').rpc('portal_now');
		expect(new Date(data ?? '').toISOString()).toBe('2026-12-31T15:59:59.000Z');
		await stack.freezeClock(null);
	});

	it('is UTF-8 with a locale under which pg_trgm sees Chinese', async () => {
		const [row] = await stack.sql`
			select pg_encoding_to_char(encoding) as encoding, datctype from pg_database where datname = current_database()`;
		expect(row).toEqual({ encoding: 'UTF8', datctype: 'C.UTF-8' });
	});
});
