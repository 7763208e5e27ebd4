import type { ClockKind } from '$lib/domain/clocks';
import type { Named } from '$lib/platform/i18n/local-name';
import type { IssueChannel } from '$lib/domain/channels';
import type { IssueStatus } from '$lib/domain/statuses';
import type { ListedStatus } from '$lib/domain/statuses';
import type { Stage } from '$lib/domain/stages';

export const sorts = [
	'relevance',
	'newest',
	'most_supported',
	'longest_waiting',
	'newly_answered',
	'longest_overdue'
] as const;
export type Sort = (typeof sorts)[number];

/** The last row of the page before: its value in the order and its id. */
export interface Cursor {
	value: string;
	id: number;
}

export interface IssueQuery {
	words: string;
	region: number | null;
	category: string | null;
	department: string | null;
	status: ListedStatus | null;
	stage: Stage | null;
	/** Days of publication in Asia/Shanghai, both included. */
	from: string | null;
	to: string | null;
	sort: Sort;
	after: Cursor | null;
}

export const everyIssue: IssueQuery = {
	words: '',
	region: null,
	category: null,
	department: null,
	status: null,
	stage: null,
	from: null,
	to: null,
	sort: 'newest',
	after: null
};

type Asked = Pick<IssueQuery, 'words' | 'stage'>;

/** Whoever looks for words wants the best match first, and of what is overdue the longest. */
export const defaultSort = ({ words, stage }: Partial<Asked>): Sort =>
	words ? 'relevance' : stage === 'overdue' ? 'longest_overdue' : everyIssue.sort;

/** In which orders this may be listed. What is overdue is read from the deadlines, so it has their order alone. */
export const sortsFor = ({ words, stage }: Asked): Sort[] =>
	sorts.filter((sort) =>
		sort === 'relevance' ? words !== '' : (sort === 'longest_overdue') === (stage === 'overdue')
	);

/** Is the place in this order a number, and not a time? */
export const isCounted = (sort: Sort) => sort === 'most_supported' || sort === 'relevance';

/** What a filter is called where it could not be used. */
export type FilterName =
	'words' | 'region' | 'category' | 'department' | 'status' | 'stage' | 'period' | 'sort' | 'page';

export interface IssueCard {
	id: number;
	title: string;
	/** The beginning of the text, or where the words were found in it. */
	excerpt: string;
	/** The words stand in the answer alone, and the excerpt is from there. */
	isFromAnswer: boolean;
	status: IssueStatus;
	region: Named;
	category: Named;
	/** The lead department, once it is assigned. */
	department: Named | null;
	votes: number;
	/** Support that came with an import; never added to votes. */
	broughtAlong: number;
	channel: IssueChannel;
	isImported: boolean;
	publishedAt: string;
	answeredAt: string | null;
	/** The running clock. */
	clock: { kind: ClockKind; dueAt: string } | null;
}

export interface IssuePage {
	issues: IssueCard[];
	next: Cursor | null;
	/** The words that were looked for, as they are marked in what was found. */
	found: string[];
}

/** The list's address; what stands at its default is left out, and a new question starts on the first page. */
export function issueListPath(query: Partial<IssueQuery>): string {
	const asked: [string, string | number | null | undefined][] = [
		['q', query.words],
		['region', query.region],
		['category', query.category],
		['department', query.department],
		['status', query.status],
		['stage', query.stage],
		['from', query.from],
		['to', query.to],
		['sort', query.sort === defaultSort(query) ? null : query.sort],
		['after', query.after && cursorText(query.after)]
	];
	const search = new URLSearchParams(
		asked.filter(([, value]) => value).map(([key, value]) => [key, `${value}`])
	);
	return search.size > 0 ? `/issues?${search}` : '/issues';
}

export function cursorText(cursor: Cursor): string {
	return `${cursor.value}~${cursor.id}`;
}

export function isFiltered(query: IssueQuery): boolean {
	return (
		query.words !== '' ||
		[query.region, query.category, query.department, query.status, query.stage, query.from, query.to].some(
			(value) => value !== null
		)
	);
}

/** People say an issue by its number: `1024`, `#1024`, `编号 1024`. */
export function numberIn(words: string): number | null {
	const digits = /^(?:编号|no\.?)?\s*[#＃]?\s*([1-9]\d{3,14})$/i.exec(words.normalize('NFKC').trim())?.[1];
	return digits ? Number(digits) : null;
}
