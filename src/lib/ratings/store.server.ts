import { clientFor, serviceClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { OwnRating, RatedListed, RatingInput } from './schema.ts';

export async function readOwnRating(
	session: Session,
	issueId: number
): Promise<{ mayRate: boolean; rating: OwnRating | null } | null> {
	const [row] = unwrap(await clientFor(session).rpc('my_rating', { issue: issueId }));
	if (!row) return null;
	// The generated types know no nulls in what a function returns.
	const ratingId: number | null = row.rating_id;
	if (ratingId === null) return { mayRate: row.may_rate, rating: null };
	return {
		mayRate: row.may_rate,
		rating: {
			satisfaction: row.satisfaction,
			solved: row.solved,
			toThePoint: row.to_the_point,
			comment: row.comment,
			ratedAt: row.rated_at,
			changeableUntil: row.changeable_until
		}
	};
}

export async function readRated(session: Session): Promise<RatedListed[]> {
	const rows = unwrap(await clientFor(session).rpc('my_rated'));
	return rows.map((row) => ({
		issueId: row.issue_id,
		title: row.title,
		satisfaction: row.satisfaction,
		solved: row.solved,
		ratedAt: row.rated_at
	}));
}

export async function saveRating(
	session: Session,
	input: RatingInput,
	comment: { masked: string; original: string }
): Promise<void> {
	unwrap(
		await clientFor(session).rpc('rate_response', {
			response: input.response,
			seen_revision: input.revision,
			satisfaction: input.satisfaction,
			...(input.solved === null ? {} : { solved: input.solved }),
			...(input.to_the_point === null ? {} : { to_the_point: input.to_the_point }),
			comment: comment.masked,
			comment_original: comment.original
		})
	);
}

/** How many resolved issues the residents confirmed by contesting nothing for 30 days. */
export async function confirmUncontested(): Promise<number> {
	return unwrap(await serviceClient().rpc('confirm_uncontested'));
}
