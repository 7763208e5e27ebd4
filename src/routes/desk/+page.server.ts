import { requireRole } from '$lib/accounts/guards.server';
import { portalNow } from '$lib/platform/time/now.server';
import { deskDoneSchema, deskQuerySchema } from '$lib/responses/schema';
import { openDesk } from '$lib/responses/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'officer', 'department_lead');
	const parameters = Object.fromEntries(url.searchParams);
	const query = deskQuerySchema.parse(parameters);
	const [desk, now] = await Promise.all([openDesk(session, query), portalNow()]);
	return {
		...desk,
		tab: query.tab,
		isFirstPage: !query.after_id,
		done: deskDoneSchema.parse(parameters),
		now
	};
};
