/** Where a matter goes that is not for the portal. */
export const destinations = ['discipline_12388', 'court', 'petition_office', 'other_region'] as const;
export type Destination = (typeof destinations)[number];

export function isDestination(key: string): key is Destination {
	return destinations.some((known) => known === key);
}
