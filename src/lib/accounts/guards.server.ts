import { redirect } from '@sveltejs/kit';
import { DomainError } from '$lib/platform/errors';
import { href } from '$lib/platform/i18n/i18n';
import { holdsRole, type Session } from '$lib/domain/session';
import type { StaffRole } from '$lib/domain/roles';

/** The signed-in person; a visitor is sent to sign in and comes back. */
export function requireSession(locals: App.Locals): Session {
	if (locals.session) return locals.session;
	if (locals.sessionRefused) throw locals.sessionRefused;
	return sendToSignIn(locals, '/sign-in');
}

/** Somebody who holds one of the roles anywhere; whether it reaches this row is for the database. */
export function requireRole(locals: App.Locals, ...roles: StaffRole[]): Session {
	if (!locals.session && !locals.sessionRefused) return sendToSignIn(locals, '/sign-in/staff');
	const session = requireSession(locals);
	if (!holdsRole(session, ...roles)) throw new DomainError('role_required', 403, { detail: roles.join(',') });
	return session;
}

/** A resident acting in their own name; staff have another account for that. */
export function requireResident(locals: App.Locals): Session {
	const session = requireSession(locals);
	if (session.kind !== 'resident') throw new DomainError('residents_only', 403);
	return session;
}

/** Somebody who signs in with password and authenticator. */
export function requireStaff(locals: App.Locals): Session {
	const session = requireSession(locals);
	if (session.kind !== 'staff') throw new DomainError('staff_only', 403);
	return session;
}

/** Away from a form one would lose what is in it, so a form hears that its session is over instead. */
function sendToSignIn(locals: App.Locals, path: string): never {
	if (locals.returnTo === null) throw new DomainError('sign_in_required', 401);
	redirect(303, `${href(path)}?to=${encodeURIComponent(locals.returnTo)}`);
}
