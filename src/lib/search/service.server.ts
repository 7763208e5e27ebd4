import { listIssues } from '$lib/issues/catalogue/service.server';
import type { IssueQuery } from '$lib/issues/catalogue/rules';
import { cached } from '$lib/platform/cache/cached';
import type { SimilarIssue } from '$lib/similar/rules';
import { findRelated } from '$lib/similar/service.server';
import { corrected, windowsOf, type NearWord } from './rules.ts';
import { readNearWords } from './store.server.ts';

/** Where a search found nothing. */
export interface Suggestions {
	/** Questions that do find something under the same filters: one word corrected. */
	corrected: string[];
	/** The words find something without the filters. */
	withoutFilters: boolean;
	/** Issues that hold some of the words. */
	related: SimilarIssue[];
}

const mostMended = 3;
/** So many are tried, because what is close may still find nothing. */
const mostTried = 6;

/** Words of the portal that are nearly what was typed; to be asked together with the search, before it is known to be in vain. */
export const nearWords = cached(
	60,
	async (question: string): Promise<NearWord[]> =>
		question === '' ? [] : readNearWords(windowsOf(question)),
	{ limit: 500 }
);

/** What else to look for, in one round trip. */
export async function suggestFor(
	asked: IssueQuery,
	near: readonly NearWord[],
	address: string
): Promise<Suggestions> {
	const query: IssueQuery = { ...asked, sort: 'relevance', after: null };
	const findsSomething = async (changes: Partial<IssueQuery>) =>
		(await listIssues({ ...query, ...changes }, { pageSize: 1 })).issues.length > 0;
	const tried = corrected(query.words, near, mostTried);
	const [isGood, withoutFilters, related] = await Promise.all([
		Promise.all(tried.map((words) => findsSomething({ words }))),
		findsSomething({
			region: null,
			category: null,
			department: null,
			status: null,
			stage: null,
			from: null,
			to: null
		}),
		findRelated(query.words, address)
	]);
	return { corrected: tried.filter((_, at) => isGood[at]).slice(0, mostMended), withoutFilters, related };
}
