import type { StaffRole } from './roles.ts';

export interface RoleGrant {
	role: StaffRole;
	regionId: number;
	/** The region's place in the tree, `city.county.town`. */
	path: string;
	departmentKey: string | null;
}

/** Who makes this request. The grants explain pages only: the database reads its own at every statement. */
export interface Session {
	/** The session's public id (never the token): becomes the JWT's `session_id`. */
	id: string;
	accountId: string;
	kind: 'resident' | 'staff';
	/** What the person's own pages call them: 张**, a staff name; null says 匿名. */
	displayName: string | null;
	grants: RoleGrant[];
	/** When the person last proved to be who they are: needed again before phone or mail change. */
	confirmedAt: Date;
	expiresAt: Date;
	/** How much news waits for the person, to 100. */
	unread: number;
}

export function holdsRole(session: Session | null, ...roles: StaffRole[]): boolean {
	return session !== null && session.grants.some((grant) => roles.includes(grant.role));
}
