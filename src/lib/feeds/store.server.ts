import { publicClient, unwrap } from '$lib/platform/database.server';

/** The newest public answers, whole; imported ones are those of another portal and no news. */
export async function readNewestAnswers(department: string | null, count: number) {
	let query = publicClient()
		.from('responses')
		.select(
			'id, issue_id, round, body, department_key, published_at, revised_at, issues!inner(title, is_public)'
		)
		.eq('issues.is_public', true)
		.eq('is_imported', false)
		.order('published_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(count);
	if (department !== null) query = query.eq('department_key', department);
	return unwrap(await query);
}
