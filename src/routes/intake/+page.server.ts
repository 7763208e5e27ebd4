import { requireRole } from '$lib/accounts/guards.server';
import { listQueue, nextInQueue } from '$lib/moderation/service.server';
import { doneSchema, queueQuerySchema } from '$lib/moderation/schema';
import { portalNow } from '$lib/platform/time/now.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'intake_officer');
	const parameters = Object.fromEntries(url.searchParams);
	const query = queueQuerySchema.parse(parameters);
	const done = doneSchema.parse(parameters);
	const [queue, next, now] = await Promise.all([
		listQueue(session, query),
		done.id ? nextInQueue(session, done.id) : null,
		portalNow()
	]);
	return { ...queue, kind: query.kind ?? null, isFirstPage: !query.after_id, done, next, now };
};
