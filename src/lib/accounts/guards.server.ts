import { DomainError } from '$lib/platform/errors';
import { holdsRole, type Session, type StaffRole } from '$lib/platform/session';

/** Staff pages: 401 for a visitor, 403 for whoever holds none of these roles. */
export function requireRole(locals: App.Locals, ...roles: StaffRole[]): Session {
	if (!locals.session) throw new DomainError('sign_in_required', 401);
	if (!holdsRole(locals.session, ...roles))
		throw new DomainError('role_required', 403, { detail: roles.join(',') });
	return locals.session;
}
