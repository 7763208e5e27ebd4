import type { ActorRole } from './roles.ts';

/** Every status, in the order of an issue's life. */
export const statuses = [
	'submitted',
	'needs_info',
	'published',
	'assigned',
	'in_progress',
	'answered',
	'resolved',
	'confirmed',
	'reopened',
	'rejected',
	'transferred',
	'merged',
	'withdrawn'
] as const;
export type IssueStatus = (typeof statuses)[number];

/** Those that a public list can show; a merged issue leads to the one that remains. */
export const listedStatuses = [
	'published',
	'assigned',
	'in_progress',
	'answered',
	'resolved',
	'confirmed',
	'reopened'
] as const satisfies readonly IssueStatus[];
export type ListedStatus = (typeof listedStatuses)[number];

/**
 * Which status may follow which, and by whom. The database decides (`status_transitions`); this copy explains it to
 * the page, and tests/database/status-table.spec.ts keeps the two alike.
 */
const transitions: Record<IssueStatus | 'new', Partial<Record<IssueStatus, readonly ActorRole[]>>> = {
	new: { submitted: ['resident', 'collector', 'import'] },
	submitted: {
		needs_info: ['intake_officer'],
		published: ['intake_officer', 'import'],
		rejected: ['intake_officer'],
		transferred: ['intake_officer'],
		withdrawn: ['resident']
	},
	needs_info: { submitted: ['resident'] },
	rejected: { submitted: ['resident'] },
	published: {
		assigned: ['intake_officer', 'import'],
		merged: ['intake_officer'],
		withdrawn: ['resident']
	},
	assigned: {
		published: ['officer'],
		answered: ['department_lead', 'import'],
		in_progress: ['officer'],
		merged: ['intake_officer']
	},
	in_progress: {
		answered: ['department_lead'],
		resolved: ['department_lead'],
		merged: ['intake_officer']
	},
	answered: {
		in_progress: ['officer'],
		resolved: ['department_lead'],
		reopened: ['rule', 'supervisor'],
		merged: ['intake_officer']
	},
	resolved: {
		confirmed: ['rule'],
		reopened: ['rule', 'supervisor'],
		merged: ['intake_officer']
	},
	confirmed: { reopened: ['rule', 'supervisor'] },
	reopened: { assigned: ['intake_officer'] },
	transferred: {},
	merged: {
		published: ['intake_officer'],
		assigned: ['intake_officer'],
		in_progress: ['intake_officer'],
		answered: ['intake_officer'],
		resolved: ['intake_officer']
	},
	withdrawn: {}
};

/** What may follow by this role's doing; `null` for an issue that does not exist yet. */
export function nextStatuses(status: IssueStatus | null, role: ActorRole): IssueStatus[] {
	const following = transitions[status ?? 'new'];
	return statuses.filter((target) => following[target]?.includes(role));
}

const openForVotes: ReadonlySet<IssueStatus> = new Set([
	'published',
	'assigned',
	'answered',
	'in_progress',
	'resolved',
	'reopened'
]);

export function isOpenForVotes(status: IssueStatus): boolean {
	return openForVotes.has(status);
}
