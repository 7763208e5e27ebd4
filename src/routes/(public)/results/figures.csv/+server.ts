import { csvResponse } from '$lib/platform/csv';
import { csvRows } from '$lib/results/csv';
import { readFilterPage } from '$lib/results/page.server';
import { scopeOf } from '$lib/results/rules';
import { groupings } from '$lib/results/schema';
import { readResults } from '$lib/results/service.server';
import type { RequestHandler } from './$types';

/** `by` chooses the table; without it (or unknown) the headline figures alone. */
export const GET: RequestHandler = async ({ url }) => {
	const { filter, regions, departments, categories } = await readFilterPage(url);
	const period = { from: filter.from, to: filter.to };
	const results = await readResults(period, scopeOf(filter));
	const by = groupings.find((grouping) => grouping === url.searchParams.get('by')) ?? 'all';
	const rows = by === 'all' ? [results.now.figures] : results.groups[by];
	const names = {
		department: Object.fromEntries(departments.map((named) => [named.key, named])),
		region: Object.fromEntries(regions.map((named) => [named.path, named])),
		category: Object.fromEntries(categories.map((named) => [named.key, named]))
	};
	return csvResponse(csvRows(by, rows, results, names), `figures-by-${by}-${filter.from}-${filter.to}.csv`);
};
