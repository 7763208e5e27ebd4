import { describe, expect, test } from 'vitest';
import type { Session } from '$lib/domain/session';
import { deskActions, departmentsOf, standingAt } from './rules.ts';

const officer = { isOfficer: true, isLead: false };
const lead = { isOfficer: false, isLead: true };
const neither = { isOfficer: false, isLead: false };

const actor: Pick<Session, 'grants'> = {
	grants: [
		{ role: 'officer', regionId: 2, path: 'city', departmentKey: 'water' },
		{ role: 'department_lead', regionId: 2, path: 'city', departmentKey: 'housing' },
		{ role: 'officer', regionId: 2, path: 'city', departmentKey: 'housing' },
		{ role: 'intake_officer', regionId: 2, path: 'city', departmentKey: null }
	]
};

describe('at the desk', () => {
	test('an officer drafts, and only a lead publishes', () => {
		expect(deskActions('assigned', false, officer)).toEqual([
			'draft',
			'progress',
			'return',
			'promise',
			'keep'
		]);
		expect(deskActions('assigned', false, lead)).toEqual(['draft', 'publish', 'promise', 'keep']);
	});

	test('an answered round is not answered again, but may be called resolved', () => {
		expect(deskActions('answered', true, lead)).toEqual(['promise', 'keep', 'resolve']);
		expect(deskActions('in_progress', true, officer)).toEqual(['progress', 'promise', 'keep']);
	});

	test('work that began before the answer leaves the answer to be written', () => {
		expect(deskActions('in_progress', false, lead)).toContain('publish');
		expect(deskActions('in_progress', false, lead)).not.toContain('resolve');
	});

	test('a promise can still be kept when the issue is confirmed, but no new one is made', () => {
		expect(deskActions('confirmed', true, officer)).toEqual(['keep']);
		expect(deskActions('merged', true, officer)).toEqual([]);
	});

	test('whoever only cooperates does nothing, whatever the status', () => {
		for (const status of ['assigned', 'answered', 'in_progress', 'resolved', 'confirmed', 'reopened']) {
			expect(deskActions(status, true, neither)).toEqual([]);
			expect(deskActions(status, false, neither)).toEqual([]);
		}
	});

	test('a role counts in its own department only', () => {
		expect(standingAt(actor, 'water')).toEqual({ isOfficer: true, isLead: false });
		expect(standingAt(actor, 'housing')).toEqual({ isOfficer: true, isLead: true });
		expect(standingAt(actor, 'transport')).toEqual(neither);
		expect(standingAt(actor, null)).toEqual(neither);
		expect(departmentsOf(actor)).toEqual(['water', 'housing']);
	});
});
