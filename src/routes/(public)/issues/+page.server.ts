import { redirect } from '@sveltejs/kit';
import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import {
	countNotListed,
	issueNumberIn,
	listForEverybody,
	parseIssueQuery
} from '$lib/issues/catalogue/service.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import { offeredRegions } from '$lib/regions/service.server';
import { nearWords, suggestFor } from '$lib/search/service.server';
import { votedAmong } from '$lib/votes/service.server';
import type { PageServerLoad } from './$types';

// Links and GET forms do all of it: no script.
export const csr = false;

export const load: PageServerLoad = async ({ url, locals, isDataRequest, getClientAddress }) => {
	const { query, problems } = await parseIssueQuery(url.searchParams);
	const number = await issueNumberIn(query.words);
	if (number !== null) redirect(302, href(`/issues/${number}`));
	// The page still shows what the good filters find; a machine that reads statuses learns of the bad one.
	if (problems.length > 0 && !isDataRequest) locals.pageStatus = 400;
	const isSearch = query.words !== '' && query.after === null;
	const [page, notListed, near, now, regions, categories, departments] = await Promise.all([
		listForEverybody(query),
		countNotListed(query),
		isSearch ? nearWords(query.words) : [],
		portalNow(),
		offeredRegions(query.region),
		listCategories(),
		listDepartments()
	]);
	const voted = await votedAmong(
		locals.session,
		page.issues.map((issue) => issue.id)
	);
	const suggestions =
		isSearch && page.issues.length === 0 ? await suggestFor(query, near, getClientAddress()) : null;
	return { query, problems, ...page, notListed, suggestions, now, voted, regions, categories, departments };
};
