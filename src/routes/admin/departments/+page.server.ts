import { requireRole } from '$lib/accounts/guards.server';
import { readOwnDepartments } from '$lib/administration/service.server';
import { localName } from '$lib/platform/i18n/local-name';
import { regionTree } from '$lib/regions/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [departments, regions] = await Promise.all([
		readOwnDepartments(requireRole(locals, 'administrator')),
		regionTree()
	]);
	const names = new Map(regions.map((region) => [region.id, localName(region)]));
	return {
		departments: departments.map((department) => ({
			...department,
			region: names.get(department.regionId) ?? ''
		}))
	};
};
