import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { localDay } from '$lib/platform/time/clock';
import { regionTree } from '$lib/regions/service.server';
import { readFilter, type FilterReading } from './rules.ts';

/** The filter in an address, with the choices that its form offers. */
export async function readFilterPage(url: URL) {
	const [regions, departments, categories] = await Promise.all([
		regionTree(),
		listDepartments(),
		listCategories()
	]);
	const roots = regions.filter((region) => region.parentId === null);
	const thisMonth = localDay(new Date()).slice(0, 7);
	const reading: FilterReading = readFilter(
		url.searchParams,
		{
			regions: new Set(regions.map((region) => region.id)),
			departments: new Set(departments.map((department) => department.key)),
			categories: new Set(categories.map((category) => category.key)),
			root: roots.length === 1 ? (roots[0]?.id ?? null) : null
		},
		thisMonth
	);
	return { ...reading, thisMonth, regions, departments, categories };
}
