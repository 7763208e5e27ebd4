import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { SignJWT } from 'jose';
import postgres from 'postgres';
import { afterAll } from 'vitest';
import type { Database } from '../../src/lib/platform/database/database.types.ts';
import { startDataApi } from '../../supabase/local/data-api.ts';
import { templateDatabase, type Scratch } from '../../supabase/local/scratch.ts';
import { projectKeys } from '../../supabase/local/secrets.ts';
import type { ProjectEnv } from '../../supabase/local/stack.ts';
import type { Proxy } from './proxy.ts';
import { currentScratch } from './scratch-server.ts';

type Client = SupabaseClient<Database>;
/** Who asks: a visitor, the server's own modules, or a signed-in account. */
type Actor = 'anon' | 'service' | { account: string; session?: string };

/** A project of one spec file: a database of its own behind a Data API of its own. */
export interface TestStack {
	env: ProjectEnv;
	/** As the owner, past every policy: for building worlds and looking at what is hidden. */
	sql: postgres.Sql;
	clientFor(actor: Actor): Client;
	/** Any token of this project's, for a time like '1m' or '-1s'. */
	mint(claims: Record<string, string>, lifetime: string): Promise<string>;
	/** The time that rules read; null lets it run again. */
	freezeClock(at: Date | string | null): Promise<void>;
	/** The object store's folder. */
	objectsDir: string;
	database: string;
	/** Ends all connections, so that the database can be copied; the stack is of no use afterwards. */
	disconnect(): Promise<void>;
	stop(): Promise<void>;
}

/** For a spec file: `const stack = await openStack()` at its top; it is gone after the file's last test. */
export async function openStack(source = templateDatabase): Promise<TestStack> {
	const stack = await startTestStack(currentScratch(), source);
	afterAll(() => stack.stop());
	return stack;
}

export async function startTestStack(
	scratch: Scratch,
	source: string,
	/** What stands between the Data API and the database, if anything does. */
	between?: Proxy
): Promise<TestStack> {
	const database = `test_${randomUUID().replaceAll('-', '')}`;
	await scratch.copyDatabase(source, database);
	const { jwtSecret } = scratch.secrets;
	const objectsDir = `${scratch.dataDir}/objects-${database}`;
	const dataApi = await startDataApi({
		databaseUrl: throughProxy(scratch.urlFor('authenticator', database), between),
		jwtSecret,
		objectsDir,
		port: 0
	});
	const databaseUrl = scratch.urlFor('postgres', database);
	const sql = postgres(databaseUrl, { onnotice: () => undefined });
	const keys = await projectKeys(jwtSecret);

	const tokenOf = ({ account, session = randomUUID() }: { account: string; session?: string }) =>
		signToken({ role: 'authenticated', sub: account, session_id: session }, '1m', jwtSecret);
	let connected = true;
	async function disconnect(): Promise<void> {
		if (!connected) return;
		connected = false;
		await sql.end();
		await dataApi.stop();
	}

	return {
		env: {
			SUPABASE_URL: dataApi.url,
			SUPABASE_PUBLISHABLE_KEY: keys.publishable,
			SUPABASE_SECRET_KEY: keys.secret,
			JWT_SECRET: jwtSecret,
			DATABASE_URL: databaseUrl
		},
		sql,
		mint: (claims, lifetime) => signToken(claims, lifetime, jwtSecret),
		clientFor(actor) {
			const key = actor === 'service' ? keys.secret : keys.publishable;
			return createClient<Database>(dataApi.url, key, {
				...(typeof actor === 'object' && { accessToken: () => tokenOf(actor) }),
				auth: { persistSession: false, autoRefreshToken: false }
			});
		},
		async freezeClock(at) {
			if (at === null) await sql`delete from private.frozen_clock`;
			else {
				await sql`
					insert into private.frozen_clock (frozen_at) values (${new Date(at)})
					on conflict (only_row) do update set frozen_at = excluded.frozen_at`;
			}
		},
		database,
		objectsDir,
		disconnect,
		async stop() {
			await disconnect();
			await scratch.dropDatabase(database);
		}
	};
}

function throughProxy(address: string, proxy: Proxy | undefined): string {
	if (!proxy) return address;
	proxy.leadTo(address);
	const changed = new URL(address);
	changed.port = new URL(proxy.url).port;
	return changed.href;
}

async function signToken(
	claims: Record<string, string>,
	lifetime: string,
	jwtSecret: string
): Promise<string> {
	return new SignJWT(claims)
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.setIssuedAt(Math.floor(Date.now() / 1000) - 5)
		.setExpirationTime(lifetime)
		.sign(new TextEncoder().encode(jwtSecret));
}
