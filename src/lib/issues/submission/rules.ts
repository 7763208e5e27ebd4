export const titleLimits = { least: 4, most: 120 };
/** On the form; the database takes more, because masking makes a text longer. */
export const bodyLimit = 10_000;

/** Which form a person gets: a collector enters for residents, other staff use a resident account of their own. */
export type SubmitterKind = 'visitor' | 'resident' | 'collector' | 'staff';

export function submitterKind(
	session: { kind: 'resident' | 'staff'; grants: readonly { role: string }[] } | null
): SubmitterKind {
	if (!session) return 'visitor';
	if (session.kind === 'resident') return 'resident';
	return session.grants.some((grant) => grant.role === 'collector') ? 'collector' : 'staff';
}
