import { publicClient, unwrap } from '$lib/platform/database/client.server';

/** More comments than anybody reads at once; the summary counts them all. */
const commentsShown = 50;

/** A public issue with everything that hangs under it, in one request; null when it is not public. */
export async function readPublicIssue(id: number) {
	const [row] = unwrap(
		await publicClient()
			.from('issues')
			.select(
				`id, title, body, status, round, region_id, path, category_key, channel, source, is_imported,
				author_shown, told_at, published_at, lead_department_key, merged_into,
				counters:issue_counters(votes, follows, brought_along),
				clocks(kind, round, department_key, started_at, due_at, paused_at, met_at, ended_at),
				events:issue_events(id, at, kind, actor_role, actor_department, payload),
				repeat:repeat_members(group:repeat_groups(id, members:repeat_members(issue_id))),
				commitments(id, round, department_key, measure, owner, due_on, target, actual, unit, kept_at),
				attachments(id, position, response_round, width, height),
				responses(
					id, round, department_key, body, revision, says_resolved, published_at, revised_at, is_imported, reopened_at,
					revisions:response_revisions(revision, body, reason, published_at),
					summary:rating_summaries(
						ratings, solved_asked, solved, to_the_point_asked, to_the_point,
						very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied, comments
					),
					comments:ratings(id, comment, satisfaction, by_author, rated_at)
				)`
			)
			.eq('id', id)
			.eq('is_public', true)
			.neq('responses.comments.comment', '')
			.order('id', { referencedTable: 'responses.comments', ascending: false })
			.limit(commentsShown, { referencedTable: 'responses.comments' })
	);
	return row ?? null;
}

export async function readMergedInto(id: number): Promise<number | null> {
	const [row] = unwrap(
		await publicClient().from('issues').select('merged_into').eq('id', id).eq('is_public', true)
	);
	return row?.merged_into ?? null;
}

export type IssueRow = NonNullable<Awaited<ReturnType<typeof readPublicIssue>>>;
