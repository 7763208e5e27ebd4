import { requireSession } from '$lib/accounts/guards.server';
import { rolesWithPlaces } from '$lib/accounts/places.server';
import { listDepartments } from '$lib/departments/service.server';
import { listNews } from '$lib/follows/service.server';
import { listOwnIssues } from '$lib/issues/my-issues/service.server';
import type { PageServerLoad } from './$types';

const newsShown = 5;

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireSession(locals);
	if (session.kind === 'staff') return { roles: await rolesWithPlaces(session.grants), resident: null };
	const [issues, { news }, departments] = await Promise.all([
		listOwnIssues(session),
		listNews(session, null),
		listDepartments()
	]);
	return {
		roles: [],
		resident: {
			asked: issues.filter((issue) => issue.status === 'needs_info'),
			news: news.slice(0, newsShown),
			departments
		}
	};
};
