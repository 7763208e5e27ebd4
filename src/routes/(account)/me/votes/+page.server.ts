import { requireSession } from '$lib/accounts/guards.server';
import { listOwnVotes } from '$lib/votes/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	votes: await listOwnVotes(requireSession(locals))
});
