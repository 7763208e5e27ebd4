import { categoryOf } from '$lib/categories/service.server';
import { departmentOf } from '$lib/departments/service.server';
import { m } from '$lib/paraglide/messages.js';
import { config } from '$lib/platform/config.server';
import { DomainError } from '$lib/platform/errors';
import { href, locale } from '$lib/platform/i18n/i18n';
import { localName, type Named } from '$lib/platform/i18n/local-name';
import { cached } from '$lib/platform/cache/cached';
import { regionOf } from '$lib/regions/service.server';
import { issueListPath, type IssueCard, type IssueQuery } from '$lib/issues/catalogue/rules';
import { listIssues, parseIssueQuery } from '$lib/issues/catalogue/service.server';
import { atomFeed, type FeedEntry } from './atom.ts';
import { readAnswersOf } from './store.server.ts';

const entriesShown = 40;

/** Newly published issues; the filters of the issue list narrow it. Refuses filter_invalid. */
export async function issuesFeed(url: URL): Promise<string> {
	const query = await readIssueQuery(url.searchParams);
	const issues = await newestIssues(JSON.stringify(query));
	return atomFeed(
		{ ...headOf(url, query), title: await titleOf(m.feed_issues_title(), query) },
		issues.map((issue) => ({
			address: originOf(url) + href(`/issues/${issue.id}`),
			title: issue.title,
			text: issue.excerpt,
			author: m.issue_anonymous(),
			categories: [localName(issue.category), localName(issue.region)],
			publishedAt: issue.publishedAt,
			updatedAt: issue.publishedAt
		}))
	);
}

/** New answers, likewise; with a department, those that it gave itself. */
export async function answersFeed(url: URL): Promise<string> {
	const query = await readIssueQuery(url.searchParams);
	const answers = await newestAnswers(JSON.stringify(query));
	return atomFeed(
		{ ...headOf(url, query), title: await titleOf(m.feed_answers_title(), query) },
		await Promise.all(answers.map((answer) => asEntry(answer, originOf(url))))
	);
}

/** A reader of feeds comes by every few minutes: only what must not be shown any longer cannot wait a minute. */
const until = ['at_once', 'reference'];

const newestIssues = cached(
	60,
	async (key: string): Promise<IssueCard[]> => {
		const query: IssueQuery = JSON.parse(key);
		return (await listIssues(query, { pageSize: entriesShown })).issues;
	},
	{ until }
);

const newestAnswers = cached(
	60,
	async (key: string) => {
		const query: IssueQuery = JSON.parse(key);
		const { issues } = await listIssues({ ...query, sort: 'newly_answered' }, { pageSize: entriesShown });
		const ids = issues.map((issue) => issue.id);
		return ids.length > 0 ? readAnswersOf(ids, query.department, entriesShown) : [];
	},
	{ until }
);

type Answer = Awaited<ReturnType<typeof readAnswersOf>>[number];

async function asEntry(answer: Answer, origin: string): Promise<FeedEntry> {
	const [department, category, region] = await Promise.all([
		departmentOf(answer.department_key),
		categoryOf(answer.issue.category_key),
		regionOf(answer.issue.region_id)
	]);
	return {
		address: origin + href(`/issues/${answer.issue.id}#answer-${answer.round}`),
		title: answer.issue.title,
		text: answer.body,
		author: nameOf(department) ?? answer.department_key,
		categories: [nameOf(category), nameOf(region)].filter((name) => name !== null),
		publishedAt: answer.published_at,
		updatedAt: answer.revised_at ?? answer.published_at
	};
}

/** A machine has nobody to read a notice, so a filter that does not exist is refused. */
async function readIssueQuery(search: URLSearchParams): Promise<IssueQuery> {
	const { query, problems } = await parseIssueQuery(search);
	if (problems.length > 0) throw new DomainError('filter_invalid', 422, { detail: problems.join(',') });
	return { ...query, sort: 'newest', after: null };
}

function headOf(url: URL, query: IssueQuery) {
	return {
		subtitle: m.feed_subtitle(),
		address: originOf(url) + url.pathname + url.search,
		page: originOf(url) + href(issueListPath(query)),
		language: locale()
	};
}

async function titleOf(title: string, query: IssueQuery): Promise<string> {
	const of = [
		query.region === null ? undefined : await regionOf(query.region),
		query.category === null ? undefined : await categoryOf(query.category),
		query.department === null ? undefined : await departmentOf(query.department)
	];
	return [title, ...of.map(nameOf).filter((name) => name !== null)].join(' · ');
}

const nameOf = (named: Named | undefined) => (named ? localName(named) : null);
const originOf = (url: URL) => config().origin ?? url.origin;
