import { departmentOf } from '$lib/departments/service.server';
import { localName } from '$lib/platform/i18n/local-name';
import type { RoleGrant } from '$lib/domain/session';
import type { StaffRole } from '$lib/domain/roles';
import { regionOf } from '$lib/regions/service.server';

export interface PlacedRole {
	role: StaffRole;
	/** The department of an officer, otherwise the region. */
	place: string;
}

/** Where a person holds a role, in words. */
export function rolesWithPlaces(grants: Omit<RoleGrant, 'path'>[]): Promise<PlacedRole[]> {
	return Promise.all(
		grants.map(async ({ role, regionId, departmentKey }) => {
			const named = departmentKey === null ? await regionOf(regionId) : await departmentOf(departmentKey);
			return { role, place: named ? localName(named) : (departmentKey ?? String(regionId)) };
		})
	);
}
