import { json } from '@sveltejs/kit';
import { readFormData } from '$lib/platform/http/bodies.server';
import { typedQuery } from '$lib/similar/schema';
import { findSimilarToNew } from '$lib/similar/service.server';
import type { RequestHandler } from './$types';

/** For the form, while somebody types: the text goes in the body, so that no log keeps it. */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const typed = typedQuery.safeParse(Object.fromEntries(await readFormData(request)));
	if (!typed.success) return json({ error: 'query_invalid' }, { status: 400 });
	const found = await findSimilarToNew(locals.session, typed.data, getClientAddress());
	if (!found) return json({ error: 'too_many_requests' }, { status: 503, headers: { 'retry-after': '5' } });
	return json(found, { headers: { 'cache-control': 'no-store' } });
};
