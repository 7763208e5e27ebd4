import { requireRole } from '$lib/accounts/guards.server';
import { readOwnRegions } from '$lib/administration/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	regions: await readOwnRegions(requireRole(locals, 'administrator'))
});
