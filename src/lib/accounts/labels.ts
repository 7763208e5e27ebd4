import { m } from '$lib/paraglide/messages.js';
import type { StaffRole } from '$lib/domain/roles';

/** Named one by one, so that a page ships these sentences only. */
export function roleName(role: StaffRole | 'resident'): string {
	switch (role) {
		case 'resident':
			return m.role_resident();
		case 'collector':
			return m.role_collector();
		case 'intake_officer':
			return m.role_intake_officer();
		case 'officer':
			return m.role_officer();
		case 'department_lead':
			return m.role_department_lead();
		case 'supervisor':
			return m.role_supervisor();
		case 'commission_lead':
			return m.role_commission_lead();
		case 'administrator':
			return m.role_administrator();
	}
}
