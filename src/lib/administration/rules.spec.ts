import { describe, expect, it } from 'vitest';
import { staffRoles, type StaffRole } from '$lib/domain/roles';
import type { RoleGrant } from '$lib/domain/session';
import { administersAll, grantableRoles, isWithin, mayGrantIn, parsePlace } from './rules';

const holding = (...grants: [StaffRole, string][]) => ({
	grants: grants.map(([role, path]): RoleGrant => ({ role, path, regionId: 1, departmentKey: null }))
});

describe('who may give which role', () => {
	const administrator = holding(['administrator', 'city.county']);

	it('lets administrators give every role but commission lead, in their own subtree', () => {
		expect(mayGrantIn(administrator, 'officer', 'city.county')).toBe(true);
		expect(mayGrantIn(administrator, 'administrator', 'city.county.town')).toBe(true);
		expect(mayGrantIn(administrator, 'supervisor', 'city')).toBe(false);
		expect(mayGrantIn(administrator, 'officer', 'city.county2')).toBe(false);
		expect(mayGrantIn(administrator, 'commission_lead', 'city.county')).toBe(false);
	});

	it('leaves commission leads to commission leads', () => {
		const lead = holding(['commission_lead', 'city']);
		expect(grantableRoles(lead, staffRoles)).toEqual(['commission_lead']);
		expect(grantableRoles(administrator, staffRoles)).not.toContain('commission_lead');
		expect(grantableRoles(holding(['officer', 'city']), staffRoles)).toEqual([]);
	});

	it('leaves categories to administrators of a root', () => {
		expect(administersAll(administrator)).toBe(false);
		expect(administersAll(holding(['administrator', 'city']))).toBe(true);
		expect(administersAll(holding(['supervisor', 'city']))).toBe(false);
	});
});

describe('a place in the tree', () => {
	it('is not taken in by a common beginning', () => {
		expect(isWithin('city.north', ['city.nor'])).toBe(false);
		expect(isWithin('city.north', ['city.north'])).toBe(true);
		expect(isWithin('city', [])).toBe(false);
	});

	it('is a region or a department', () => {
		expect(parsePlace('region:12')).toEqual({ regionId: 12 });
		expect(parsePlace('department:water')).toEqual({ departmentKey: 'water' });
		for (const wrong of [
			'',
			'region:',
			'region:0',
			'region:9999999999',
			'department:',
			'department:A',
			'x:1'
		]) {
			expect(parsePlace(wrong), wrong).toBeNull();
		}
	});
});
