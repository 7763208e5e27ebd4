import { log } from '$lib/platform/log/log.server';
import type { Session } from '$lib/domain/session';
import { prepareText } from '$lib/text/prepare.server';
import { ratingState, type RatingState } from './rules.ts';
import type { OwnRating, RatedListed, RatingInput } from './schema.ts';
import * as store from './store.server.ts';

export interface Rateable {
	state: RatingState;
	rating: OwnRating | null;
}

/** What a resident said of an issue's latest answer, and whether they may say it or change it; null for others. */
export async function ownRating(session: Session | null, issueId: number): Promise<Rateable | null> {
	if (session?.kind !== 'resident') return null;
	const own = await store.readOwnRating(session, issueId);
	return own && { state: ratingState(own, new Date()), rating: own.rating };
}

/** Rates, or changes the rating; the rules that may confirm or reopen the issue run in the same transaction. */
export function rateResponse(session: Session, input: RatingInput): Promise<void> {
	return store.saveRating(session, input, prepareText(input.comment));
}

/** The latest first. */
export function listOwnRatings(session: Session): Promise<RatedListed[]> {
	return store.readRated(session);
}

/** Nightly: what was resolved 30 days ago and nobody contested is confirmed. */
export async function confirmUncontested(): Promise<void> {
	const confirmed = await store.confirmUncontested();
	if (confirmed > 0) log.info({ confirmed }, 'confirmed without contest');
}
