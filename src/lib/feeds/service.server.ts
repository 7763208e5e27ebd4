import { Feed } from 'feed';
import { departmentOf } from '$lib/departments/service.server';
import { listIssues, parseIssueQuery } from '$lib/issues/listing/service.server';
import { m } from '$lib/paraglide/messages.js';
import { parseInstant } from '$lib/platform/clock';
import { config } from '$lib/platform/config.server';
import { DomainError } from '$lib/platform/errors';
import { href, locale } from '$lib/platform/i18n';
import { localName } from '$lib/platform/local-name';
import { readNewestAnswers } from './store.server.ts';

const entries = 50;

/** Newly published issues as Atom; the filters of the issue list narrow it. Refuses a bad filter with 422. */
export async function issuesFeed(url: URL): Promise<string> {
	const { query, problems } = await parseIssueQuery(url.searchParams);
	if (problems.length > 0) throw new DomainError('filter_invalid', 422);
	const { issues } = await listIssues({ ...query, sort: 'newest', after: null }, { pageSize: entries });
	const feed = emptyFeed(url, m.feed_issues_title(), '/issues');
	for (const issue of issues) {
		feed.addItem({
			...linked(url, `/issues/${issue.id}`),
			title: issue.title,
			description: issue.excerpt,
			date: parseInstant(issue.publishedAt),
			published: parseInstant(issue.publishedAt),
			category: [{ name: localName(issue.category) }]
		});
	}
	return finish(feed);
}

/** New answers of all departments, or of one. */
export async function answersFeed(url: URL, departmentKey: string | null): Promise<string> {
	const department = departmentKey === null ? null : await departmentOf(departmentKey);
	if (department === undefined) throw new DomainError('department_unknown', 404);
	const title = department
		? m.feed_department_title({ department: localName(department) })
		: m.feed_answers_title();
	const feed = emptyFeed(url, title, department ? `/departments/${department.key}` : '/issues');
	for (const answer of await readNewestAnswers(departmentKey, entries)) {
		const by = await departmentOf(answer.department_key);
		feed.addItem({
			...linked(url, `/issues/${answer.issue_id}`, `#answer-${answer.round}`),
			title: answer.issues.title,
			description: answer.body,
			date: parseInstant(answer.revised_at ?? answer.published_at),
			published: parseInstant(answer.published_at),
			author: by ? [{ name: localName(by) }] : []
		});
	}
	return finish(feed);
}

export function atomResponse(body: string): Response {
	return new Response(body, {
		headers: {
			'content-type': 'application/atom+xml; charset=utf-8',
			'cache-control': 'public, max-age=60'
		}
	});
}

function originOf(url: URL): string {
	return config().origin ?? url.origin;
}

function linked(url: URL, path: string, fragment = '') {
	const link = originOf(url) + href(path) + fragment;
	return { id: link, link };
}

function emptyFeed(url: URL, title: string, path: string): Feed {
	const self = originOf(url) + url.pathname + url.search;
	return new Feed({
		id: self,
		link: originOf(url) + href(path),
		title,
		description: m.feed_subtitle(),
		language: locale(),
		copyright: '',
		feedLinks: { atom: self },
		// The newest entry sets it below; an empty feed has no other time to tell.
		updated: new Date(0)
	});
}

function finish(feed: Feed): string {
	const newest = Math.max(0, ...feed.items.map((item) => item.date.getTime()));
	feed.options.updated = new Date(newest);
	return feed.atom1();
}
