import { json } from '@sveltejs/kit';
import { similarQuery } from '$lib/similar/schema';
import { findSimilarForVisitor } from '$lib/similar/service.server';
import type { RequestHandler } from './$types';

/** Issues that tell the same trouble as a text: best first, and none that is only a little alike. */
export const GET: RequestHandler = async ({ url, getClientAddress }) => {
	const asked = similarQuery.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) {
		const fields = [...new Set(asked.error.issues.map(({ path }) => String(path[0])))];
		return json({ error: 'query_invalid', fields }, { status: 400 });
	}
	const found = await findSimilarForVisitor(asked.data, getClientAddress());
	if (!found) return json({ error: 'too_many_requests' }, { status: 503, headers: { 'retry-after': '5' } });
	return json(
		found.map(({ id, title, status, votes, score }) => ({ id, title, status, votes, score })),
		{ headers: { 'cache-control': 'no-store' } }
	);
};
