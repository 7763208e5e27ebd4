import { publicClient, unwrap } from '../database/client.server';
import { cached } from '../cache/cached';

const moment = cached(
	1,
	async (_: 'now') => {
		const now = unwrap(await publicClient().rpc('portal_now'));
		return { now: new Date(now).getTime(), readAt: Date.now() };
	},
	{ until: ['reference'] }
);

/** The moment as the database's rules read it, so that a page counts days as they do; asked about once a second. */
export async function portalNow(): Promise<string> {
	const { now, readAt } = await moment('now');
	return new Date(now + Date.now() - readAt).toISOString();
}
