/**
 * What pages count and filter by besides the status, in the order in which they show it. What each means is defined in
 * SQL (`issues.stage`, `private.overdue_clocks`) and told to everybody at /about/numbers.
 */
export const stages = ['waits_for_intake', 'in_hand', 'owes_answer', 'overdue', 'done'] as const;
export type Stage = (typeof stages)[number];

/** Those that a department answers for. */
export const ofDepartments = [
	'in_hand',
	'owes_answer',
	'overdue',
	'done'
] as const satisfies readonly Stage[];

/** How many issues there are of each now. What waits for intake, and is overdue there, is in part not public yet. */
export type StageCounts = Record<Stage, number>;

export interface DepartmentStanding extends StageCounts {
	/** Null: with intake. */
	departmentKey: string | null;
	/** Since when the longest overdue one is. */
	oldestDue: string | null;
}
