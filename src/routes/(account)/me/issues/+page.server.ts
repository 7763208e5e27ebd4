import { requireSession } from '$lib/accounts/guards.server';
import { listOwnIssues } from '$lib/issues/my-issues/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	issues: await listOwnIssues(requireSession(locals)),
	isAnonymised: url.searchParams.has('anonymised')
});
