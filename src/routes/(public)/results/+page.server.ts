import { readFilterPage } from '$lib/results/page.server';
import { scopeOf } from '$lib/results/rules';
import { readResults } from '$lib/results/service.server';
import { listPublications } from '$lib/scores/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const page = await readFilterPage(url);
	const { from, to } = page.filter;
	const [results, publications] = await Promise.all([
		readResults({ from, to }, scopeOf(page.filter)),
		listPublications()
	]);
	return { ...page, results, publications };
};
