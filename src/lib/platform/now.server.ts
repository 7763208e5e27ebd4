import { publicClient, unwrap } from './database.server';

/** The moment as the database's rules read it, so that a page counts days as they do. */
export async function portalNow(): Promise<string> {
	return unwrap(await publicClient().rpc('portal_now'));
}
