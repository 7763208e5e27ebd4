import { categoryOf, listCategories } from '$lib/categories/service.server';
import { departmentOf, listDepartments } from '$lib/departments/service.server';
import { readBacklog } from '$lib/operator-notice/service.server';
import type { Named } from '$lib/platform/i18n/local-name';
import { cached } from '$lib/platform/cache/cached';
import { activeRegionIds, regionOf } from '$lib/regions/service.server';
import { cutWords } from '$lib/text/words.server';
import type { IssueStatus } from '$lib/domain/statuses';
import { isOpenForVotes, statuses } from '$lib/domain/statuses';
import {
	defaultSort,
	everyIssue,
	isFiltered,
	numberIn,
	type IssueCard,
	type IssuePage,
	type IssueQuery
} from './rules.ts';
import { readIssueQuery, type ReadQuery } from './schema.ts';
import { readIsPublic, readIssues, searchIssues } from './store.server.ts';

const defaultPageSize = 20;

/** Reads an address against what exists now. */
export async function parseIssueQuery(search: URLSearchParams): Promise<ReadQuery> {
	const [regions, categories, departments] = await Promise.all([
		activeRegionIds(),
		listCategories(),
		listDepartments()
	]);
	return readIssueQuery(search, {
		regions,
		categories: new Set(categories.map((category) => category.key)),
		departments: new Set(departments.map((department) => department.key))
	});
}

/** A page of public issues, and where the next one begins. Words without meaning, such as “的”, find nothing. */
export async function listIssues(
	asked: Partial<IssueQuery>,
	{ pageSize = defaultPageSize, statuses }: { pageSize?: number; statuses?: IssueStatus[] } = {}
): Promise<IssuePage> {
	const query = { ...everyIssue, sort: defaultSort(asked), ...asked };
	const words = query.words ? cutWords(query.words) : null;
	if (words?.length === 0) return { issues: [], next: null, found: [] };
	const paging = {
		pageSize: pageSize + 1,
		statuses: statuses ?? (query.status === null ? null : [query.status])
	};
	const rows =
		query.sort === 'relevance' && words
			? await searchIssues(query, words, paging)
			: await readIssues(query, words, paging);
	const shown = rows.slice(0, pageSize);
	const last = shown.at(-1);
	return {
		issues: await Promise.all(shown.map(asCard)),
		next: last && rows.length > pageSize ? { value: last.sort_value, id: last.id } : null,
		found: words ?? []
	};
}

const pages = cached(0.5, (asked: string) => listIssues(JSON.parse(asked)), {
	limit: 500,
	until: ['issues', 'reference']
});

/** A page of the public list for anybody, signed in or not; at most a second old. */
export function listForEverybody(query: IssueQuery): Promise<IssuePage> {
	return pages(JSON.stringify(query));
}

/**
 * What belongs to a stage and is in no public list yet: how many, or `null` under further filters. Undefined where a
 * stage has nothing of the kind.
 */
export async function countNotListed(query: IssueQuery): Promise<number | null | undefined> {
	if (query.stage !== 'waits_for_intake' && query.stage !== 'overdue') return undefined;
	if (isFiltered({ ...query, stage: null })) return null;
	const { waiting, overdue } = await readBacklog();
	return query.stage === 'overdue' ? overdue : waiting;
}

const openStatuses = statuses.filter(isOpenForVotes);

/** What most people support and is not settled yet, and what was answered last; votes may be a few seconds old. */
export const highlights = cached(
	5,
	async (count: number) => {
		const [mostFelt, newlyAnswered] = await Promise.all([
			listIssues({ sort: 'most_supported' }, { pageSize: count, statuses: openStatuses }),
			listIssues({ sort: 'newly_answered' }, { pageSize: count })
		]);
		return { mostFelt: mostFelt.issues, newlyAnswered: newlyAnswered.issues };
	},
	{ until: ['issues', 'reference'] }
);

/** The public issue whose number was typed into the search box, if that is what was typed. */
export async function issueNumberIn(words: string): Promise<number | null> {
	const number = numberIn(words);
	return number !== null && (await readIsPublic(number)) ? number : null;
}

type Row = Awaited<ReturnType<typeof searchIssues>>[number];

async function asCard(row: Row): Promise<IssueCard> {
	return {
		id: row.id,
		title: row.title,
		excerpt: row.excerpt,
		isFromAnswer: row.is_from_answer,
		status: row.status,
		region: named(await regionOf(row.region_id), `${row.region_id}`),
		category: named(await categoryOf(row.category_key), row.category_key),
		department: row.lead_department_key
			? named(await departmentOf(row.lead_department_key), row.lead_department_key)
			: null,
		votes: row.votes,
		broughtAlong: row.brought_along,
		channel: row.channel,
		isImported: row.is_imported,
		publishedAt: row.published_at,
		answeredAt: row.answered_at || null,
		clock: row.due_at ? { kind: row.clock, dueAt: row.due_at } : null
	};
}

function named(known: Named | undefined, key: string): Named {
	return { nameZh: known?.nameZh ?? key, nameEn: known?.nameEn ?? key };
}
