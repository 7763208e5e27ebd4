/** Of those who work here, as `role_grants` holds them. */
export const staffRoles = [
	'collector',
	'intake_officer',
	'officer',
	'department_lead',
	'supervisor',
	'commission_lead',
	'administrator'
] as const;

export type StaffRole = (typeof staffRoles)[number];

/** Who can have done what an event tells: people by their role, or the portal itself. */
export type ActorRole = 'resident' | StaffRole | 'rule' | 'import';
