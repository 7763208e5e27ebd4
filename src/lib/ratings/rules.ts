import { parseInstant } from '$lib/platform/time/clock';
import type { OwnRating } from './schema.ts';

export type RatingState = 'first' | 'change' | 'final' | 'not_allowed';

/** Who may rate was settled when the answer came out; a given rating may be changed for 14 days. */
export function ratingState(
	{ mayRate, rating }: { mayRate: boolean; rating: OwnRating | null },
	now: Date
): RatingState {
	if (!mayRate) return 'not_allowed';
	if (!rating) return 'first';
	return parseInstant(rating.changeableUntil) >= now ? 'change' : 'final';
}
