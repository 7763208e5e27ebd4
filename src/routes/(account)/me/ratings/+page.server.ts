import { requireSession } from '$lib/accounts/guards.server';
import { listOwnRatings } from '$lib/ratings/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	ratings: await listOwnRatings(requireSession(locals))
});
