import { z } from 'zod';
import { isInstant } from '$lib/platform/time/clock';
import { listedStatuses } from '$lib/domain/statuses';
import { stages } from '$lib/domain/stages';
import {
	defaultSort,
	isCounted,
	sorts,
	sortsFor,
	type Cursor,
	type FilterName,
	type IssueQuery
} from './rules.ts';

/** Longer questions find nothing more. */
const longestQuestion = 100;

const key = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
const day = z.iso.date().refine((text) => text >= '1980-01-01' && text <= '2199-12-31');
const cursor = z
	.string()
	.max(80)
	.regex(/^[^~]+~[1-9]\d{0,14}$/)
	.transform((text): Cursor => {
		const place = text.lastIndexOf('~');
		return { value: text.slice(0, place), id: Number(text.slice(place + 1)) };
	})
	.refine(({ value }) => /^\d{1,9}$/.test(value) || isInstant(value));

/** Field by field, so that one bad value does not take the others along. */
const fields = {
	words: z
		.string()
		.trim()
		.normalize('NFC')
		.max(longestQuestion)
		.regex(/^[^\0]*$/),
	region: z.coerce.number().int().positive().max(2_147_483_647),
	category: key,
	department: key,
	status: z.enum(listedStatuses),
	stage: z.enum(stages),
	day,
	sort: z.enum(sorts),
	cursor
};

export interface KnownKeys {
	regions: ReadonlySet<number>;
	categories: ReadonlySet<string>;
	departments: ReadonlySet<string>;
}

export interface ReadQuery {
	query: IssueQuery;
	/** Filters whose value means nothing; they are left out of the query. */
	problems: FilterName[];
}

/** The list's address → a question. Empty values, as an untouched form sends them, ask for nothing. */
export function readIssueQuery(search: URLSearchParams, known: KnownKeys): ReadQuery {
	const problems = new Set<FilterName>();
	function read<T>(
		name: string,
		problem: FilterName,
		field: z.ZodType<T>,
		isKnown = (_: T) => true
	): T | null {
		const text = search.get(name);
		if (text === null || text === '') return null;
		const parsed = field.safeParse(text);
		if (parsed.success && isKnown(parsed.data)) return parsed.data;
		problems.add(problem);
		return null;
	}
	const words = read('q', 'words', fields.words) ?? '';
	const stage = read('stage', 'stage', fields.stage);
	const query: IssueQuery = {
		words,
		region: read('region', 'region', fields.region, (id) => known.regions.has(id)),
		category: read('category', 'category', fields.category, (one) => known.categories.has(one)),
		department: read('department', 'department', fields.department, (one) => known.departments.has(one)),
		status: read('status', 'status', fields.status),
		stage,
		from: read('from', 'period', fields.day),
		to: read('to', 'period', fields.day),
		sort: defaultSort({ words, stage }),
		after: read('after', 'page', fields.cursor)
	};
	// The form sends the order of the list before along, which another stage need not have.
	const sort = read('sort', 'sort', fields.sort, (one) => one !== 'relevance' || words !== '');
	if (sort && sortsFor(query).includes(sort)) query.sort = sort;
	if (query.from && query.to && query.from > query.to) {
		problems.add('period');
		query.from = query.to = null;
	}
	if (query.after && /^\d+$/.test(query.after.value) !== isCounted(query.sort)) {
		problems.add('page');
		query.after = null;
	}
	return { query, problems: [...problems] };
}
