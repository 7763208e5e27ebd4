import { publicClient, unwrap } from '$lib/platform/database/client.server';
import type { IssueStatus } from '$lib/domain/statuses';
import type { IssueQuery } from './rules.ts';

/** What list and search ask alike. */
const filters = (query: IssueQuery, statuses: IssueStatus[] | null) => ({
	...(statuses !== null && { statuses }),
	...(query.region !== null && { region: query.region }),
	...(query.category !== null && { category: query.category }),
	...(query.department !== null && { department: query.department }),
	...(query.stage !== null && { stage: query.stage }),
	...(query.from !== null && { published_from: query.from }),
	...(query.to !== null && { published_to: query.to })
});

interface Paging {
	pageSize: number;
	/** Null: whatever is public. */
	statuses: IssueStatus[] | null;
}

export async function readIssues(query: IssueQuery, words: string[] | null, { pageSize, statuses }: Paging) {
	return unwrap(
		await publicClient().rpc('list_issues', {
			sort: query.sort,
			page_size: pageSize,
			...filters(query, statuses),
			...(words !== null && { words }),
			...(query.after !== null && { after_value: query.after.value, after_id: query.after.id })
		})
	);
}

/** The best match first. */
export async function searchIssues(query: IssueQuery, words: string[], { pageSize, statuses }: Paging) {
	return unwrap(
		await publicClient().rpc('search_issues', {
			words,
			phrase: query.words,
			page_size: pageSize,
			...filters(query, statuses),
			...(query.after !== null && { after_score: Number(query.after.value), after_id: query.after.id })
		})
	);
}

export async function readIsPublic(id: number): Promise<boolean> {
	const rows = unwrap(await publicClient().from('issues').select('id').eq('id', id).eq('is_public', true));
	return rows.length > 0;
}
