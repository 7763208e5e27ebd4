import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';

const stack = await openStack();
// Before the first request, at which the Data API reads the schema.
await stack.sql`create function public.who_asks() returns text language sql security invoker set search_path = ''
	as $$ select current_user || ' ' || coalesce(auth.uid()::text, 'nobody') $$`;
await stack.sql`grant execute on function public.who_asks() to anon, authenticated, service_role`;
await stack.sql.unsafe(`
	create table public.said (word text not null);
	create function public.say_values(words text[]) returns setof text language sql set search_path = ''
		as $$ select unnest(words) $$;
	create function public.say_rows(n int, word text default 'it''s "so"')
		returns table (ord bigint, share float8, day date, words jsonb, "odd Name" text) language sql set search_path = ''
		as $$ select k, k / 8.0::float8, date '2026-11-01' + k, jsonb_build_object(word, array[1.5, null]), null from generate_series(1, n) k $$;
	create function public.say_column(words text[]) returns table (word text) language sql set search_path = '' as $$ select unnest(words) $$;
	create function public.say_out(n int, out word text) language sql set search_path = '' as $$ select n::text $$;
	create function public.say_nothing() returns void language sql set search_path = '' as $$ select $$;
	create function public.say_null(n int) returns bigint[] language sql set search_path = '' as $$ select null::bigint[] $$;
	create function public.say_word(word text) returns text language plpgsql security definer set search_path = ''
		as $$ begin insert into public.said values (word); return word; end $$;
	create function public.refuse_word(word text) returns text language plpgsql security definer set search_path = ''
		as $$ begin insert into public.said values (word); perform private.refuse(409, 'word_refused', word); end $$;
	create function public.count_words(words text[]) returns int language sql set search_path = '' as $$ select 1 $$;
	create function public.count_words(words int[]) returns int language sql set search_path = '' as $$ select 2 $$;
	grant execute on all functions in schema public to service_role;
	revoke execute on function public.say_nothing() from public, anon;
`);
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

	it('takes a token until it expires, also one that it has seen', async () => {
		const token = await stack.mint({ role: 'service_role' }, '1s');
		const ask = () =>
			fetch(`${stack.env.SUPABASE_URL}/rest/v1/rpc/portal_now`, {
				method: 'POST',
				headers: { apikey: token, 'content-type': 'application/json' },
				body: '{}'
			});
		expect((await ask()).status).toBe(200);
		await sleep(1_100);
		const late = await ask();
		expect(late.status).toBe(401);
		expect(await late.json()).toMatchObject({ code: 'PGRST303' });
	});

	it.each<[string, string, string]>([
		['values', 'say_values', '{"words":["附议","it\\u0027s \\"so\\"",null]}'],
		['rows', 'say_rows', '{"n":3}'],
		['rows, the arguments in another order', 'say_rows', '{"word":"二\\u4e8c","n":1}'],
		['no rows', 'say_rows', '{"n":0}'],
		['more rows than one answer may have', 'say_rows', '{"n":1200}'],
		['rows of one column', 'say_column', '{"words":["附议",null]}'],
		['an argument that comes out', 'say_out', '{"n":3}'],
		['nothing', 'say_nothing', '{}'],
		['null', 'say_null', '{"n":null}'],
		['a word', 'say_word', '{"word":"点题"}'],
		['a refusal with its detail', 'refuse_word', '{"word":"点题"}'],
		['a value of the wrong kind', 'say_rows', '{"n":"many"}'],
		['an argument that it does not know', 'say_word', '{"words":"x"}'],
		['a missing argument', 'say_rows', '{}'],
		['no object at all', 'say_word', '[1]'],
		['no JSON', 'say_word', '{'],
		['an unknown function', 'say_something', '{}'],
		['one of two functions of a name', 'count_words', '{"words":[1]}']
	])('answers a plain call on the fast path as lite does: %s', async (_, name, body) => {
		const call = async (headers: Record<string, string>) => {
			const answer = await fetch(`${stack.env.SUPABASE_URL}/rest/v1/rpc/${name}`, {
				method: 'POST',
				headers: { apikey: stack.env.SUPABASE_SECRET_KEY, 'content-type': 'application/json', ...headers },
				body
			});
			const text = await answer.text();
			return { status: answer.status, said: text === '' ? null : JSON.parse(text) };
		};
		// With a preference it is no plain call, so lite answers.
		expect(await call({})).toEqual(await call({ prefer: 'return=representation' }));
	});

	it('keeps nothing of a call that was refused, and refuses who may not call', async () => {
		const word = 'refused, and so never kept';
		const { error } = await stack.clientFor('service').rpc('refuse_word' as never, { word } as never);
		expect(error).toMatchObject({ code: 'PT409', message: 'word_refused', details: word });
		expect(await stack.sql`select from public.said where word = ${word}`).toHaveLength(0);
		const visitor = await stack.clientFor('anon').rpc('say_nothing' as never);
		expect(visitor).toMatchObject({ status: 401, error: { code: '42501' } });
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
