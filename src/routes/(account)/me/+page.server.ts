import { requireSession } from '$lib/accounts/guards.server';
import { rolesWithPlaces } from '$lib/accounts/places.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireSession(locals);
	return { roles: await rolesWithPlaces(session.grants) };
};
