import { maxUploadBytes } from '../pictures/rules.ts';

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

/** At which field of a form with pictures a refusal stands, and how large the form may be. */
export const withPictures = {
	fieldOf: {
		region_unknown: 'region',
		category_unknown: 'category',
		title_too_short: 'title',
		title_too_long: 'title',
		body_empty: 'body',
		body_too_long: 'body',
		external_id_taken: 'external_id',
		attachments_too_many: 'pictures'
	},
	files: { maxBytes: maxUploadBytes, field: 'pictures' }
};
