import { m } from '$lib/paraglide/messages.js';
import type { FilterName, Sort } from './rules.ts';

const sorts = {
	relevance: m.issue_sort_relevance,
	newest: m.issue_sort_newest,
	most_supported: m.issue_sort_most_supported,
	longest_waiting: m.issue_sort_longest_waiting,
	newly_answered: m.issue_sort_newly_answered,
	longest_overdue: m.issue_sort_longest_overdue
} satisfies Record<Sort, () => string>;

const problems = {
	words: m.issue_filter_problem_words,
	region: m.issue_filter_problem_region,
	category: m.issue_filter_problem_category,
	department: m.issue_filter_problem_department,
	status: m.issue_filter_problem_status,
	stage: m.issue_filter_problem_stage,
	period: m.issue_filter_problem_period,
	sort: m.issue_filter_problem_sort,
	page: m.issue_filter_problem_page
} satisfies Record<FilterName, () => string>;

export const sortLabel = (sort: Sort) => sorts[sort]();
export const filterProblem = (filter: FilterName) => problems[filter]();
