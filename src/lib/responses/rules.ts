import type { Session } from '$lib/domain/session';

export type DeskAction = 'draft' | 'publish' | 'progress' | 'return' | 'promise' | 'keep' | 'resolve';

/** What a person is to the department that leads an issue; who only cooperates reads along. */
export interface Standing {
	isOfficer: boolean;
	isLead: boolean;
}

export function standingAt(actor: Pick<Session, 'grants'>, departmentKey: string | null): Standing {
	const holds = (role: string) =>
		departmentKey !== null &&
		actor.grants.some((grant) => grant.role === role && grant.departmentKey === departmentKey);
	return { isOfficer: holds('officer'), isLead: holds('department_lead') };
}

/** The departments in which a person works at a desk. */
export function departmentsOf(actor: Pick<Session, 'grants'>): string[] {
	const keys = actor.grants
		.filter((grant) => grant.role === 'officer' || grant.role === 'department_lead')
		.map((grant) => grant.departmentKey);
	return [...new Set(keys)].filter((key) => key !== null);
}

/** What may be done now; explains the page, while the database decides. */
export function deskActions(
	status: string,
	hasAnswer: boolean,
	{ isOfficer, isLead }: Standing
): DeskAction[] {
	const either = isOfficer || isLead;
	const allowed: [DeskAction, boolean][] = [
		['draft', either && !hasAnswer && ['assigned', 'in_progress'].includes(status)],
		['publish', isLead && !hasAnswer && ['assigned', 'in_progress'].includes(status)],
		['progress', isOfficer && ['assigned', 'answered', 'in_progress'].includes(status)],
		['return', isOfficer && status === 'assigned'],
		['promise', either && ['assigned', 'answered', 'in_progress', 'resolved'].includes(status)],
		// What was promised stays owed after residents confirmed, or asked for another round.
		[
			'keep',
			either && ['assigned', 'answered', 'in_progress', 'resolved', 'confirmed', 'reopened'].includes(status)
		],
		['resolve', isLead && hasAnswer && ['answered', 'in_progress'].includes(status)]
	];
	return allowed.filter(([, may]) => may).map(([action]) => action);
}
