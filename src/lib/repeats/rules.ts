import { daysBetween } from '$lib/platform/time/clock';
import { holdsRole, type Session } from '$lib/domain/session';
import type { Kinds, RepeatIssue } from './schema.ts';

/** Told this many days apart, the same matter is a repeat over the years; the database has its own, in months. */
const daysOfYears = 182;

/** Which of the three 多 a number of issues are together. */
export function kindsOf(issues: Pick<RepeatIssue, 'toldAt' | 'channel' | 'region'>[]): Kinds {
	const told = issues.map(({ toldAt }) => toldAt).sort();
	const [first, last] = [told[0], told.at(-1)];
	return {
		years: first !== undefined && last !== undefined && daysBetween(first, last) >= daysOfYears,
		levels: new Set(issues.map(({ region }) => region.level)).size > 1,
		channels: new Set(issues.map(({ channel }) => channel)).size > 1
	};
}

/** Who decides about repeats; in which regions, the database knows. */
export function mayGroup(actor: Session | null): actor is Session {
	return actor !== null && holdsRole(actor, 'intake_officer', 'supervisor');
}
