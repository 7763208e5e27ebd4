import { json } from '@sveltejs/kit';
import { config } from '$lib/platform/config.server';
import { publicClient } from '$lib/platform/database/client.server';
import { pageCounts } from '../../server/middleware/page-cache';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { error } = await publicClient().from('regions').select('id').limit(1);
	const body = { version: config().version, database: error ? 'unavailable' : 'ok', pages: pageCounts() };
	return json(body, { status: error ? 503 : 200 });
};
