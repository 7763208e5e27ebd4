import { publicClient, unwrap } from '$lib/platform/database/client.server';

/** The newest answers of these issues; imported ones are those of another portal and no news. */
export async function readAnswersOf(issueIds: number[], department: string | null, limit: number) {
	const query = publicClient()
		.from('responses')
		.select(
			// By name: the embedded Data API also takes a table that points to both for a relation of the two.
			`id, round, department_key, body, published_at, revised_at,
			issue:issues!responses_issue_id_fkey!inner(id, title, category_key, region_id)`
		)
		.in('issue_id', issueIds)
		.eq('is_imported', false)
		.order('published_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(limit);
	return unwrap(await (department === null ? query : query.eq('department_key', department)));
}
