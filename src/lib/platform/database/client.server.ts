import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { config } from '../config.server';
import { patientFetch } from './fetch.server';
import type { Database } from './database.types';
import type { Session } from '$lib/domain/session';
import { tokenMinter } from './token.server';

export { unwrap } from './result.server';

export type DatabaseClient = SupabaseClient<Database>;

const maxRememberedClients = 1_000;
const clients = new Map<string, DatabaseClient>();
let publicOne: DatabaseClient | undefined;
let serviceOne: DatabaseClient | undefined;

/** Reads what everybody may read, as `anon`. */
export function publicClient(): DatabaseClient {
	return (publicOne ??= connect(config().publishableKey));
}

/** Acts as the signed-in person; row-level security knows them by a token of at most a minute. */
export function clientFor(session: Pick<Session, 'id' | 'accountId'>): DatabaseClient {
	const key = `${session.id}\n${session.accountId}`;
	const known = clients.get(key);
	// Moving it to the end makes the map's order the order of last use.
	clients.delete(key);
	const client = known ?? connect(config().publishableKey, tokenMinter(session, config().jwtSecret));
	clients.set(key, client);
	if (clients.size > maxRememberedClients) {
		for (const oldest of clients.keys()) {
			clients.delete(oldest);
			break;
		}
	}
	return client;
}

/** Bypasses row-level security: accounts, vote intake, worker and import only. */
export function serviceClient(): DatabaseClient {
	return (serviceOne ??= connect(config().secretKey));
}

function connect(key: string, accessToken?: () => Promise<string>): DatabaseClient {
	return createClient<Database>(config().supabaseUrl, key, {
		...(accessToken ? { accessToken } : {}),
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		db: { retry: false },
		global: { fetch: patientFetch }
	});
}
