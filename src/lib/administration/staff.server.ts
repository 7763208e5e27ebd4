import { inviteStaff, listInvitations, type WantedRole } from '$lib/accounts/invitations.server';
import { rolesWithPlaces, type PlacedRole } from '$lib/accounts/places.server';
import { grantRole, listStaff } from '$lib/accounts/staff.server';
import { departmentOf, listDepartments } from '$lib/departments/service.server';
import { DomainError } from '$lib/platform/errors';
import { localName } from '$lib/platform/i18n/local-name';
import { staffRoles, type StaffRole } from '$lib/domain/roles';
import type { Session } from '$lib/domain/session';
import { depthOf } from '$lib/regions/rules';
import { regionTree } from '$lib/regions/service.server';
import { grantableRoles, isWithin, needsDepartment, parsePlace } from './rules';

export interface StaffMember {
	accountId: string;
	name: string;
	isDisabled: boolean;
	lastSeenAt: Date | null;
	mayManage: boolean;
	isSelf: boolean;
	roles: (PlacedRole & { grant: number; mayRevoke: boolean })[];
}

/** Staff of the subtree with their roles in words. */
export async function readStaff(session: Session): Promise<StaffMember[]> {
	const staff = await listStaff(session);
	return Promise.all(
		staff.map(async ({ grants, staffName, ...member }) => {
			const placed = await rolesWithPlaces(grants);
			return {
				...member,
				name: staffName,
				isSelf: member.accountId === session.accountId,
				roles: grants.flatMap(({ id, mayRevoke }, index) => {
					const role = placed[index];
					return role ? [{ ...role, grant: id, mayRevoke }] : [];
				})
			};
		})
	);
}

export async function readStaffMember(session: Session, accountId: string): Promise<StaffMember> {
	const member = (await readStaff(session)).find((one) => one.accountId === accountId);
	if (!member) throw new DomainError('staff_unknown', 404);
	return member;
}

export async function readInvitations(session: Session) {
	const invitations = await listInvitations(session);
	return Promise.all(
		invitations.map(async (invitation) => ({ ...invitation, roles: await rolesWithPlaces(invitation.roles) }))
	);
}

/** What the form of a role offers: roles, regions and departments within the person's reach. */
export async function readRoleChoices(session: Session) {
	const paths = session.grants
		.filter(({ role }) => role === 'administrator' || role === 'commission_lead')
		.map(({ path }) => path);
	const regions = (await regionTree()).filter(({ path, isActive }) => isActive && isWithin(path, paths));
	const names = new Map(regions.map((region) => [region.id, localName(region)]));
	return {
		roles: grantableRoles(session, staffRoles),
		regions: regions.map((region) => ({
			id: region.id,
			name: '\u3000'.repeat(depthOf(region)) + localName(region)
		})),
		departments: (await listDepartments())
			.filter(({ regionId, isActive }) => isActive && names.has(regionId))
			.map((department) => ({
				key: department.key,
				name: localName(department),
				region: names.get(department.regionId) ?? ''
			}))
	};
}

export async function giveRole(
	session: Session,
	accountId: string,
	role: StaffRole,
	place: string
): Promise<void> {
	await grantRole(session, accountId, await wantedRole(role, place));
}

export async function invite(
	session: Session,
	invited: { mail: string; name: string; role: StaffRole; place: string },
	origin: string
): Promise<'invited' | 'granted'> {
	return inviteStaff(session, invited, [await wantedRole(invited.role, invited.place)], origin);
}

async function wantedRole(role: StaffRole, typed: string): Promise<WantedRole> {
	const place = parsePlace(typed);
	if (!place || needsDepartment(role) !== 'departmentKey' in place) {
		throw new DomainError('role_department_mismatch', 422, { field: 'place' });
	}
	if ('regionId' in place) return { role, regionId: place.regionId, departmentKey: null };
	const department = await departmentOf(place.departmentKey);
	if (!department) throw new DomainError('department_unknown', 422, { field: 'place' });
	return { role, regionId: department.regionId, departmentKey: department.key };
}
