import type { Session } from '$lib/domain/session';
import type { StaffRole } from '$lib/domain/roles';

type Granted = Pick<Session, 'grants'>;

export function administeredPaths({ grants }: Granted): string[] {
	return grants.filter(({ role }) => role === 'administrator').map(({ path }) => path);
}

export function isWithin(path: string, paths: string[]): boolean {
	return paths.some((above) => path === above || path.startsWith(`${above}.`));
}

/** An administrator of a root region. */
export function administersAll(session: Granted): boolean {
	return administeredPaths(session).some((path) => !path.includes('.'));
}

/** Commission leads are appointed by commission leads; every other role by administrators, in their own subtree. */
export function mayGrantIn(session: Granted, role: StaffRole, path: string): boolean {
	const needed = role === 'commission_lead' ? 'commission_lead' : 'administrator';
	return session.grants.some((grant) => grant.role === needed && isWithin(path, [grant.path]));
}

/** Roles that the person may give somewhere. */
export function grantableRoles(session: Granted, roles: readonly StaffRole[]): StaffRole[] {
	return roles.filter((role) => session.grants.some(({ path }) => mayGrantIn(session, role, path)));
}

export function needsDepartment(role: StaffRole): boolean {
	return role === 'officer' || role === 'department_lead';
}

/** Reads `region:12` or `department:water`; the department's region is looked up by the caller. */
export function parsePlace(place: string): { regionId: number } | { departmentKey: string } | null {
	const region = /^region:([1-9]\d{0,8})$/.exec(place);
	if (region) return { regionId: Number(region[1]) };
	const department = /^department:([a-z][a-z0-9_]{1,40})$/.exec(place);
	return department?.[1] ? { departmentKey: department[1] } : null;
}
