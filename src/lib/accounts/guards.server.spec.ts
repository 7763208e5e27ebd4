import { isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import type { StaffRole } from '$lib/domain/roles';
import { requireResident, requireRole, requireSession } from './guards.server';

function locals(over: Partial<App.Locals> = {}): App.Locals {
	return {
		requestId: 'test',
		session: null,
		preferences: { theme: 'auto', text: 'normal' },
		returnTo: '/desk?tab=late',
		...over
	};
}

function session(kind: 'resident' | 'staff', ...roles: StaffRole[]): Session {
	return {
		id: 'id',
		accountId: 'account',
		kind,
		displayName: null,
		grants: roles.map((role) => ({ role, regionId: 1, path: 'city', departmentKey: null })),
		confirmedAt: new Date(),
		unread: 0,
		expiresAt: new Date()
	};
}

function thrown(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		return error;
	}
	return null;
}

describe('guards', () => {
	it('send a visitor to sign in, and back again', () => {
		const resident = thrown(() => requireSession(locals()));
		expect(isRedirect(resident) && resident.location).toBe('/sign-in?to=%2Fdesk%3Ftab%3Dlate');
		const staff = thrown(() => requireRole(locals(), 'officer'));
		expect(isRedirect(staff) && staff.location).toBe('/sign-in/staff?to=%2Fdesk%3Ftab%3Dlate');
	});

	it('tell a form that its session is over, so that its text is kept', () => {
		expect(thrown(() => requireSession(locals({ returnTo: null })))).toMatchObject({
			code: 'sign_in_required',
			status: 401
		});
	});

	it('do not take an unreachable database for a visitor', () => {
		const refused = new DomainError('database_unavailable', 503);
		expect(thrown(() => requireSession(locals({ sessionRefused: refused })))).toBe(refused);
		expect(thrown(() => requireRole(locals({ sessionRefused: refused }), 'officer'))).toBe(refused);
	});

	it('refuse a resident at a desk, and staff where residents act', () => {
		expect(thrown(() => requireRole(locals({ session: session('resident') }), 'officer'))).toMatchObject({
			code: 'role_required',
			status: 403
		});
		expect(thrown(() => requireResident(locals({ session: session('staff', 'officer') })))).toMatchObject({
			code: 'residents_only'
		});
	});

	it('let in who holds one of the roles', () => {
		const officer = session('staff', 'officer');
		expect(requireRole(locals({ session: officer }), 'department_lead', 'officer')).toBe(officer);
	});
});
