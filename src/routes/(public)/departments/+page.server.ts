import { listWithStanding } from '$lib/departments/page/service.server';
import { regionTree } from '$lib/regions/service.server';
import type { PageServerLoad } from './$types';

// Links and GET forms do all of it: no script.
export const csr = false;

export const load: PageServerLoad = async () => {
	const [departments, regions] = await Promise.all([listWithStanding(), regionTree()]);
	// Regions in the order of the tree, each with its own departments.
	const groups = regions
		.map((region) => ({
			id: region.id,
			nameZh: region.nameZh,
			nameEn: region.nameEn,
			departments: departments.filter((department) => department.regionId === region.id)
		}))
		.filter((group) => group.departments.length > 0);
	return { groups };
};
