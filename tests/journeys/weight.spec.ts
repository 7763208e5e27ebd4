import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { firstVisit } from '../support/first-visit.ts';
import { shareTown } from '../support/shared.ts';

const portal = await shareTown();
const browser = await openBrowser();

const mostRequests = 12;
const mostBlocking = 2;

/** An issue with everything that its page can show: an answer, ratings, a commitment, pictures. */
const [richest] = await portal.sql<{ id: number }[]>`
	select i.id::int from public.issues i join public.responses r on r.issue_id = i.id
	where i.status not in ('merged', 'rejected', 'withdrawn')
	group by i.id
	order by (select count(*) from public.attachments a where a.issue_id = i.id) desc, count(*) desc, i.id
	limit 1`;

/** Kilobytes that a first visit may transfer, headers and all. */
const pages = [
	{ name: 'home', path: '/', kilobytes: 14, hasScript: false },
	{ name: 'list', path: '/issues', kilobytes: 18, hasScript: false },
	{ name: 'issue', path: `/issues/${richest?.id}`, kilobytes: 100, hasScript: true },
	{ name: 'submit', path: '/issues/new', kilobytes: 100, hasScript: true },
	{ name: 'results', path: '/results', kilobytes: 145, hasScript: true }
];

test.each(pages)('a first visit of $name is few files and few bytes', async ({ path, ...most }) => {
	const address = new URL(path, portal.url);
	// Pages of everybody are compressed once they have been asked for twice.
	for (let times = 0; times < 3; times++) await fetch(address, { headers: { 'accept-encoding': 'br' } });
	const visit = await firstVisit(browser, address);
	const size = Math.round(visit.bytes / 1024);
	expect(visit.requests.length, visit.requests.join('\n')).toBeLessThanOrEqual(mostRequests);
	expect(visit.blocking.length, visit.blocking.join('\n')).toBeLessThanOrEqual(mostBlocking);
	expect(visit.scripts > 0).toBe(most.hasScript);
	expect(size).toBeLessThanOrEqual(most.kilobytes);
	expect(visit.faults).toEqual([]);
});
