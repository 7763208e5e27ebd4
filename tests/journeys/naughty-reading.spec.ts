import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutWords } from '../../src/lib/text/words.server.ts';
import { maskText } from '../../src/lib/text/mask.ts';
import { normalizeText, visibleLength } from '../../src/lib/text/normalize.ts';
import { newVisitor, openBrowser, type Visitor } from '../support/browser.ts';
import { formOf, postAction } from '../support/form-post.ts';
import { ownLists, shortStrings } from '../support/naughty.ts';
import { openPortal } from '../support/portal.ts';
import { postersOf, type Poster } from '../support/posters.ts';
import { atSize, drawn, sampled } from '../support/sampling.ts';
import { buildWorld, callAs } from '../support/world.ts';

// Bad text that was accepted, read again: on pages in both languages, in feeds, tables and documents.
// @module-tag sampled
const portal = await openPortal({ town: 'empty', worker: false });
const { sql, url } = portal;
const world = await buildWorld(portal);
await sql`delete from private.attempt_limits`;
const regionName = '+县</script>&';
await sql`update public.departments set name_zh = '=1+1 水务<b>&amp;"', name_en = '@SUM(1,1)' where key = 'water'`;
await sql`update public.regions set name_zh = ${regionName}, name_en = '-1+2' where id = ${world.regions.county}`;
const author = await world.resident();
const intake = await world.staff('intake_officer');
const cookieOf = postersOf(portal, world, author);
const browser = await openBrowser();

interface Told {
	id: number;
	title: string;
	body: string;
}
const told: Told[] = [];
/** The issue that carries many strings: answered, promised, reported on and rated. */
let crowded: Told;
let visitor: Visitor;
const faults: string[] = [];
/** As the public reads it. */
const asPublic = (text: string) => maskText(normalizeText(text).trim()).text;
const asTitle = (text: string) => asPublic(text.replace(/\s+/g, ' '));
const isTitle = (text: string) => visibleLength(asTitle(text)) >= 4 && [...asTitle(text)].length <= 100;
/** What a body can carry: anything that a reader sees. */
const texts = shortStrings.filter((text) => !text.includes('\0') && visibleLength(normalizeText(text)) > 0);
const always = [...ownLists.cells, ...ownLists.markup, ...ownLists.templates, ...ownLists.letters].filter(
	(text) => texts.includes(text)
);
const chosen = [...new Set([...sampled(always, 12), ...sampled(texts, 15)])];

async function post(who: Poster, path: string, fields: Record<string, string>): Promise<void> {
	const answer = await postAction(url + path, await cookieOf(who), formOf(fields));
	expect(answer.type, `${path} ${answer.text}`).toMatch(/success|redirect/);
}

async function tell(title: string, body: string): Promise<Told> {
	await sql`update public.issues set submitted_at = submitted_at - interval '2 days'`;
	await post('author', '/issues/new', {
		submission_key: randomUUID(),
		region: String(world.regions.county),
		category: 'other',
		title,
		body,
		consent: 'on'
	});
	const [row] = await sql<{ id: number }[]>`select max(id)::int as id from public.issues`;
	const id = row?.id ?? 0;
	await callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`);
	await callAs(sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`);
	return { id, title: asTitle(title), body: asPublic(body) };
}

/** One text to a line, as many as fit. */
const lines = (most: number, of = chosen) =>
	of.reduce((all, text) => (all.length + text.length < most ? `${all}\n${text}` : all), '很多行：');

beforeAll(async () => {
	for (const [place, text] of chosen.entries()) {
		told.push(await tell(isTitle(text) ? text : `第${place}条诉求`, text));
	}
	crowded = await tell('"><script>alert(1)</script>', lines(9_900, texts));
	const desk = `/desk/${crowded.id}`;
	const answer = { version: '0', round: '1', body: lines(9_000) };
	await post('department_lead', `${desk}?/save`, answer);
	await post('department_lead', `${desk}?/publish`, { ...answer, version: '1' });
	for (const text of always.filter((one) => visibleLength(one) >= 4).slice(0, 8)) {
		await post('officer', `${desk}?/progress`, { progress: text });
		await post('department_lead', `${desk}?/commit`, {
			measure: text,
			owner: text.slice(0, 50),
			due_on: '2099-12-31',
			target: '3',
			actual: '1',
			unit: text.slice(0, 15)
		});
	}
	const [response] = await sql<
		{ id: number }[]
	>`select id::int from public.responses where issue_id = ${crowded.id}`;
	await post('author', `/issues/${crowded.id}?/rate`, {
		response: String(response?.id),
		revision: '1',
		satisfaction: '3',
		comment: lines(450)
	});
	await post('commission_lead', '/commission/scores?/publish', {
		region: String(world.regions.county),
		from: '2026-01',
		to: '2026-02',
		note: lines(3_900)
	});
	visitor = await newVisitor(browser, { baseURL: url });
	visitor.page.on('dialog', (dialog) => {
		faults.push(`a script ran: ${dialog.message()}`);
		void dialog.dismiss();
	});
});
afterAll(() => visitor.leave());

/** What a browser shows of a source. Kit's own copy of the data writes “<” in another way and is never meant here. */
const shown = (html: string) =>
	html.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

it('every issue is read as it was told, in both languages', async () => {
	const missing: string[] = [];
	for (const { id, title, body } of [...told, crowded]) {
		for (const language of ['', '/en']) {
			const answer = await fetch(`${url}${language}/issues/${id}`);
			const html = await answer.text();
			const page = shown(html.replace(/<script[^>]*>[^]*?<\/script>/g, ''));
			if (answer.status !== 200 || !page.includes(title) || !page.includes(body))
				missing.push(`${language} ${answer.status} ${title}`);
			if (html.includes('\ufffd')) missing.push(`half a character on ${language}/issues/${id} ${title}`);
		}
		const [original] = await sql`select title, body from private.issue_origins where issue_id = ${id}`;
		if (original?.body !== original?.body.normalize('NFC')) missing.push(`not NFC: ${id}`);
	}
	expect(missing).toEqual([]);
});

it('every issue is found by its own words', async () => {
	const missing: string[] = [];
	for (const { id, body } of drawn(told, atSize(12, 100))) {
		// Numbers lead to the issue of that number; longer questions than this are cut.
		if (body.length > 90 || /\d/.test(body) || cutWords(body).length === 0) continue;
		const found: number[] = [];
		for (let path: string | undefined = `/issues?q=${encodeURIComponent(body)}`; path;) {
			const page: string = await (await fetch(url + path)).text();
			found.push(...[...page.matchAll(/href="\/issues\/(\d+)"/g)].map(([, number]) => Number(number)));
			const next = /href="(\/issues\?[^"]*after=[^"]*)"/.exec(page)?.[1];
			path = found.includes(id) ? undefined : next && shown(next);
		}
		if (!found.includes(id)) missing.push(`${body}: ${found.join(', ')}`);
	}
	expect(missing).toEqual([]);
});

it('no script runs, and nothing is reported, on pages that carry them all', async () => {
	const { page } = visitor;
	const read = [
		'/',
		'/issues',
		`/issues/${crowded.id}`,
		'/departments',
		'/departments/water',
		'/results',
		'/results/published/1',
		'/issues?q=</script><script>alert(1)</script>',
		'/sign-in?as="><script>alert(1)</script>'
	];
	// Other strings stand on them in the full run.
	const addresses = read.flatMap((path) => [path, `/en${path}`]);
	for (const address of drawn(addresses, atSize(5, addresses.length)))
		await page.goto(address, { waitUntil: 'networkidle' });
	const inside: [Poster, string[]][] = [
		[
			'author',
			['/me', '/me/issues', `/me/issues/${crowded.id}`, '/me/ratings', '/me/news', `/issues/${crowded.id}`]
		],
		['intake_officer', ['/intake', `/intake/${crowded.id}`]],
		['department_lead', ['/desk', `/desk/${crowded.id}`]],
		['supervisor', ['/commission', `/commission/issues/${crowded.id}`]]
	];
	for (const [who, paths] of inside) {
		const [name = '', value = ''] = (await cookieOf(who)).split('=');
		await visitor.context.addCookies([{ name, value, url }]);
		for (const path of drawn(paths, atSize(2, paths.length))) {
			const answer = await page.goto(path, { waitUntil: 'networkidle' });
			expect(answer?.status(), path).toBe(200);
		}
	}
	await visitor.context.clearCookies();
	expect([...faults, ...visitor.faults]).toEqual([]);
});

it('a browser shows the text itself, not what it would do', async () => {
	const { page } = visitor;
	await page.goto(`/issues/${crowded.id}`);
	expect(await page.locator('h1').textContent()).toBe(crowded.title);
	const body = await page.locator('.text .body').textContent();
	expect(body).toBe(crowded.body);
});

interface FeedReading {
	fault: string | null;
	titles: string[];
	texts: string[];
}

it.each(['/feeds/issues.atom', '/en/feeds/issues.atom', '/feeds/answers.atom', '/en/feeds/answers.atom'])(
	'%s is well-formed and says the same',
	async (path) => {
		const source = await (await fetch(url + path)).text();
		await visitor.page.goto('/about/privacy');
		const feed = await visitor.page.evaluate((text): FeedReading => {
			const xml = new DOMParser().parseFromString(text, 'application/xml');
			// Titles and contents are HTML inside the XML.
			const plain = (html: string | null | undefined) =>
				new DOMParser().parseFromString(html ?? '', 'text/html').body.innerText;
			const all = (selector: string) =>
				[...xml.querySelectorAll(selector)].map((one) => plain(one.textContent));
			return {
				fault: xml.querySelector('parsererror')?.textContent ?? null,
				titles: all('entry > title'),
				texts: all('entry > content, entry > summary')
			};
		}, source);
		expect(feed.fault).toBeNull();
		const plain = (text: string) =>
			text
				.replace(/[\ufffe\uffff]/g, '')
				.replace(/\s+/g, ' ')
				.trim();
		const wanted = path.includes('answers') ? [crowded] : [...told, crowded].slice(-40);
		expect(feed.titles.map(plain).sort()).toEqual(wanted.map(({ title }) => plain(title)).sort());
		expect(source).not.toContain('<script');
		if (path.includes('answers')) expect(plain(feed.texts.join(' '))).toContain(plain('很多行：'));
	}
);

it('no cell of a table begins a formula, and every title is in it', async () => {
	await sql`update public.clocks set due_at = now() - interval '3 days', started_at = now() - interval '9 days'`;
	const cookie = await cookieOf('commission_lead');
	for (const path of [
		'/commission/overdue.csv',
		'/en/commission/overdue.csv',
		'/results/figures.csv?by=department',
		'/en/results/figures.csv?by=region'
	]) {
		const rows: string[][] = parse(await (await fetch(url + path, { headers: { cookie } })).text(), {
			bom: true
		});
		const cells = rows.flat();
		expect(rows.length, path).toBeGreaterThan(1);
		expect(
			cells.filter((one) => /^[\s\ufeff]*[=+\-@＝＋－＠]/.test(one) && !/^-?[\d.]+$/.test(one)),
			path
		).toEqual([]);
		if (!path.includes('overdue')) continue;
		for (const { title } of told)
			expect(
				cells.map((one) => one.replace(/^'/, '')),
				path
			).toContain(title.replace(/^'/, ''));
	}
});

it('published scores are JSON with names as they are', async () => {
	const text = await (await fetch(`${url}/results/published/1/scores.json`)).text();
	expect(JSON.parse(text)).toMatchObject({ region: { zh: regionName, en: '-1+2' } });
	for (const language of ['', '/en']) {
		const page = await (await fetch(`${url}${language}/results/published/1`)).text();
		expect(shown(page)).toContain(asPublic(lines(3_900)));
	}
});
