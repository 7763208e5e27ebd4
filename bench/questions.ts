import type { Size } from './sizes.ts';

export interface Question {
	/** Of the page. */
	path: string;
	/** What it asks of the database, where that is a function. */
	sql?: string;
}

/** The n-th of many, none like another, so that no memory of pages answers it. */
export type Asked = (n: number, size: Size) => Question;

const sorts = ['newest', 'most_supported', 'longest_waiting', 'newly_answered'];
const categories = ['transport', 'education', 'other'];
const words = ['路灯', '水管', '噪音'];
const day = 24 * 60 * 60 * 1000;
/** The last two years, from end to end and back. */
const moment = (n: number) => new Date(Date.now() - ((n * 7_919) % 700) * day - n * 1_000).toISOString();
const regionOf = (n: number) => [1 + (1 + (n % 10)), 110 + (n % 100), 1_100 + (n % 1_000)][n % 3] ?? 1;

/** A word alone, among what was published up to some day. */
const searchFor = (word: string, n: number): Question => ({
	path: `/issues?q=${encodeURIComponent(word)}&to=${moment(n).slice(0, 10)}`,
	sql: `select * from public.search_issues('{${word}}', page_size => 21, published_to => '${moment(n).slice(0, 10)}')`
});

export const questions: Record<string, Asked> = {
	list(n) {
		const sort = sorts[n % sorts.length] ?? 'newest';
		const after = sort === 'most_supported' ? String(3 + (n % 40)) : moment(n);
		return {
			path: `/issues?sort=${sort}&after=${encodeURIComponent(`${after}~${1_000 + n}`)}`,
			sql: `select * from public.list_issues('${sort}', 21, '${after}', ${1_000 + n})`
		};
	},
	filter(n) {
		const filters = [
			['region', 'region', String(regionOf(n >> 2))],
			['category', 'category', categories[(n >> 2) % 3]],
			['department', 'department', `d${1 + ((n >> 2) % 12)}`],
			['status', 'statuses', ['confirmed', 'assigned', 'resolved'][(n >> 2) % 3]],
			['stage', 'stage', ['in_hand', 'owes_answer', 'done', 'waits_for_intake'][(n >> 2) % 4]]
		] as const;
		const [field, argument, value] = filters[n % 5] ?? filters[0];
		const literal = argument === 'statuses' ? `'{${value}}'` : argument === 'region' ? value : `'${value}'`;
		return {
			path: `/issues?${field}=${value}&after=${encodeURIComponent(`${moment(n)}~${1_000 + n}`)}`,
			sql: `select * from public.list_issues(after_value => '${moment(n)}', after_id => ${1_000 + n}, page_size => 21, ${argument} => ${literal})`
		};
	},
	'search for a rare word': (n) => searchFor(`w${n}`, n),
	'search for a common word': (n) => searchFor(words[n % words.length] ?? '', n),
	similar(n) {
		// Words as the seeded issues have them: one rare, one in three of a thousand, one in a sixth; and what people write besides.
		const text = `w${n} v${n % 300} ${words[n % words.length]} 希望有关部门尽快来看一看，晚上回家的路很黑`;
		return {
			path: `/api/similar?text=${encodeURIComponent(text)}&region=${regionOf(n)}`,
			sql: `select * from public.likely_same('{w${n},v${n % 300},${words[n % words.length]},部门,尽快,晚上,回家}', ${regionOf(n)})`
		};
	},
	issue: (n, { issues }) => ({ path: `/issues/${1_001 + ((n * 7_919) % issues)}` }),
	department: (n) => ({
		path: `/departments/d${1 + (n % 12)}?after=${encodeURIComponent(`${moment(n)}~${1_000 + n}`)}`,
		sql: 'select * from public.department_workload()'
	}),
	overdue: (n) => ({
		path: `/issues?stage=overdue&region=${regionOf(n)}&to=${moment(n).slice(0, 10)}`,
		sql: `select * from public.list_issues('longest_overdue', 21, region => ${regionOf(n)}, stage => 'overdue', published_to => '${moment(n).slice(0, 10)}')`
	}),
	departments: (n) => ({
		path: `/departments?n=${n}`,
		sql: `select * from public.list_overdue(region => ${regionOf(n)})`
	}),
	results(n) {
		const month = (back: number) => new Date(Date.now() - back * 30 * day).toISOString().slice(0, 7);
		const [from, to] = [month(8 + (n % 12)), month(n % 8)];
		return {
			path: `/results?from=${from}&to=${to}&region=${regionOf(n)}`,
			sql: `select * from public.results('${from}-01', '${to}-01', grouped_by => 'department', region => ${regionOf(n)})`
		};
	}
};

const list = (rest: string) => `select * from public.list_issues(${rest})`;
const search = (words: string) => `select * from public.search_issues('{${words}}')`;
const results = (rest: string) =>
	`select * from public.results(date_trunc('month', now() - interval '11 months')::date, date_trunc('month', now())::date, ${rest})`;

/** What is asked of the largest database, and the indexes that have to answer it. */
export const planned: Record<string, { sql: string; indexes: string[] }> = {
	'the newest': { sql: list(`page_size => 20`), indexes: ['issues_newest'] },
	'a page far down': {
		sql: list(`after_value => (now() - interval '1 year')::text, after_id => 500000`),
		indexes: ['issues_newest']
	},
	'the most supported': { sql: list(`'most_supported'`), indexes: ['issue_counters_most_supported'] },
	'the most supported, far down': {
		sql: list(`'most_supported', after_value => '4', after_id => 500000`),
		indexes: ['issue_counters_most_supported']
	},
	'the longest waiting': { sql: list(`'longest_waiting'`), indexes: ['issues_longest_waiting'] },
	'the newly answered': { sql: list(`'newly_answered'`), indexes: ['issues_newly_answered'] },
	'a category': { sql: list(`category => 'other'`), indexes: [] },
	'a department': { sql: list(`department => 'd3'`), indexes: [] },
	'a status': { sql: list(`statuses => '{reopened}'`), indexes: ['issues_newest_of_status'] },
	'what waits for intake': { sql: list(`stage => 'waits_for_intake'`), indexes: [] },
	'what is in hand': { sql: list(`stage => 'in_hand'`), indexes: ['issues_newest_in_hand'] },
	'what awaits an answer': { sql: list(`stage => 'owes_answer'`), indexes: [] },
	'what is done': { sql: list(`stage => 'done'`), indexes: [] },
	'what a department has in hand': {
		sql: list(`stage => 'in_hand', department => 'd3'`),
		indexes: []
	},
	'the longest overdue': { sql: list(`'longest_overdue', stage => 'overdue'`), indexes: ['clocks_due'] },
	'the longest overdue of a department': {
		sql: list(`'longest_overdue', stage => 'overdue', department => 'd3'`),
		indexes: ['clocks_of_department']
	},
	'the longest overdue of a town': {
		sql: list(`'longest_overdue', stage => 'overdue', region => 110`),
		indexes: []
	},
	'the longest overdue of a category': {
		sql: list(`'longest_overdue', stage => 'overdue', category => 'other'`),
		indexes: ['clocks_due']
	},
	'a village': { sql: list(`region => 1100`), indexes: ['issues_newest_of_region'] },
	'a town with its villages': { sql: list(`region => 110`), indexes: [] },
	'a county': { sql: list(`region => 2`), indexes: [] },
	'a category in a village': {
		sql: list(`region => 1100, category => 'other'`),
		indexes: ['issues_newest_of_region']
	},
	'a rare word': { sql: list(`words => '{w77}'`), indexes: ['issues_tokens', 'responses_tokens'] },
	'a word in three of a thousand': { sql: list(`words => '{v7}'`), indexes: [] },
	'a word that a sixth have': { sql: list(`words => '{路灯}'`), indexes: [] },
	'a word that all answers have': { sql: list(`words => '{回访}'`), indexes: [] },
	'two common words, rare together': { sql: list(`words => '{路灯,v8}'`), indexes: [] },
	'the best of a rare word': { sql: search('w77'), indexes: ['issues_tokens', 'responses_tokens'] },
	'the best of a word that a sixth have': { sql: search('路灯'), indexes: [] },
	'the best of a word that all answers have': { sql: search('回访'), indexes: [] },
	'the best of two common words': { sql: search('路灯,v8'), indexes: [] },
	'what waits to be checked': {
		sql: 'select * from public.submission_notice()',
		indexes: ['issues_at_intake']
	},
	'what is overdue': { sql: 'select * from public.list_overdue()', indexes: ['clocks_due'] },
	'what a department has overdue': {
		sql: `select * from public.list_overdue(department => 'd3')`,
		indexes: ['clocks_of_department']
	},
	'what a town has overdue': {
		sql: 'select * from public.list_overdue(region => 110)',
		indexes: ['clocks_of_region']
	},
	'departments and their desks': {
		sql: 'select * from public.department_workload()',
		indexes: ['totals_pkey']
	},
	'results of a year': { sql: results(`grouped_by => 'all'`), indexes: [] },
	'results of a town by month': { sql: results(`grouped_by => 'month', region => 110`), indexes: [] }
};
