/** Why something public is flagged, or hidden. */
export const flagReasons = [
	'personal_data',
	'abuse',
	'untrue',
	'advertising',
	'wrong_place',
	'other'
] as const;
export type FlagReason = (typeof flagReasons)[number];

export function isFlagReason(key: string): key is FlagReason {
	return flagReasons.some((known) => known === key);
}
