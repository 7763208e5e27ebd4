import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { localDay } from '$lib/platform/time/clock';
import { offeredRegions, regionTree } from '$lib/regions/service.server';
import { readFilter, type FilterReading } from './rules.ts';

/** The filter in an address, with the choices that its form offers. Of a long tree of regions: the way down to the chosen one. */
export async function readFilterPage(url: URL) {
	const [tree, departments, categories] = await Promise.all([
		regionTree(),
		listDepartments(),
		listCategories()
	]);
	const roots = tree.filter((region) => region.parentId === null);
	const thisMonth = localDay(new Date()).slice(0, 7);
	const reading: FilterReading = readFilter(
		url.searchParams,
		{
			regions: new Set(tree.map((region) => region.id)),
			departments: new Set(departments.map((department) => department.key)),
			categories: new Set(categories.map((category) => category.key)),
			root: roots.length === 1 ? (roots[0]?.id ?? null) : null
		},
		thisMonth
	);
	const regions = await offeredRegions(reading.filter.region);
	return { ...reading, thisMonth, regions, departments, categories };
}
