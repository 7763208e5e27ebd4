import { requireRole } from '$lib/accounts/guards.server';
import { mayChangeCategories, readCategories } from '$lib/administration/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireRole(locals, 'administrator');
	return { categories: await readCategories(), mayChange: mayChangeCategories(session) };
};
