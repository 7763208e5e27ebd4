import { clientFor, publicClient, serviceClient, unwrap } from '$lib/platform/database.server';
import type { Session } from '$lib/platform/session';
import type { OwnRating, RatedListed, RatedResponse, RatingInput } from './schema.ts';

/** The latest round's answer of a public issue. */
export async function readLatestResponse(issueId: number): Promise<RatedResponse | null> {
	const [row] = unwrap(
		await publicClient()
			.from('responses')
			.select('id, issue_id, round, revision, department_key, body, published_at, issues(title)')
			.eq('issue_id', issueId)
			.order('round', { ascending: false })
			.limit(1)
	);
	if (!row) return null;
	return {
		id: row.id,
		issueId: row.issue_id,
		issueTitle: row.issues.title,
		round: row.round,
		revision: row.revision,
		departmentKey: row.department_key,
		body: row.body,
		publishedAt: row.published_at
	};
}

export async function readOwnRating(
	session: Session,
	responseId: number
): Promise<{ mayRate: boolean; rating: OwnRating | null }> {
	const [row] = unwrap(await clientFor(session).rpc('my_ratings', { responses: [responseId] }));
	if (!row) return { mayRate: false, rating: null };
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
