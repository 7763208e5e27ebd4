import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { somePublic } from '../issues.ts';
import type { Bench } from '../main.ts';
import { prepareOffice } from '../office.ts';
import type { Figure } from '../report.ts';
import { cookieOfVoter } from '../stack.ts';

const seconds = 30;
/** Of the whole portal, on two instances. */
const perSecond = { visitors: 600, acts: 20, typing: 20 };
/** Nobody may get a page from before a change later than this. */
const followedMs = 2_000;

/**
 * How many of visitors' requests need no page rendered while staff act and residents type, and how long after a change some
 * visitor still gets a page from before it. Renderings are counted by the servers (/healthz).
 */
export async function* changes({ small }: Bench): AsyncGenerator<Figure> {
	const portal = await small();
	const urls = [portal.url, await portal.openTwin()];
	const office = await prepareOffice(portal, perSecond.acts * seconds);
	const sights = new Sights();
	const addresses = mixOf(await somePublic(portal.sql, 60), office.hot);
	await visit(urls, addresses, sights, 5);
	const before = await countsOf(urls);
	const turns = await Promise.all([
		visit(urls, addresses, sights, seconds),
		everySo(perSecond.acts, seconds, (n) => office.act(urls[n % urls.length] ?? '', sights)),
		everySo(perSecond.typing, seconds, (n) => type(urls[n % urls.length] ?? '', n)),
		// As the worker does (lib/results/counting.server.ts), so that figures are announced too.
		everySo(0.5, seconds, async () => void (await portal.sql`select private.count_changes(2000)`))
	]);
	const after = await countsOf(urls);
	const asked = after.asked - before.asked;
	const rendered = after.rendered - before.rendered;
	const failed = turns.reduce((sum, one) => sum + one.failed, 0);
	const share = 1 - rendered / asked;
	const one = { baseline: null, n: 1 };
	yield { figure: 'requests answered without rendering', value: share, unit: 'share', ratio: share, ...one };
	yield { figure: 'requests that failed meanwhile', value: failed, unit: 'requests', ratio: null, ...one };
	yield { figure: 'pages rendered', value: rendered / seconds, unit: 'pages/s', ratio: null, ...one };
	yield {
		figure: 'longest that a page from before a change is served',
		value: sights.longestMs,
		unit: 'ms',
		baseline: followedMs,
		ratio: sights.longestMs / followedMs,
		n: sights.looks
	};
}

/** What visitors must see from a moment on, and how long some of them did not. */
class Sights {
	readonly #texts = new Map<string, { text: string; since: number }[]>();
	longestMs = 0;
	looks = 0;

	/** From now on this stands on the page; of a list, the newest ten are on its first page. */
	add(path: string, text: string): void {
		const known = this.#texts.get(path) ?? [];
		this.#texts.set(path, [...known, { text, since: performance.now() }].slice(-10));
	}

	look(path: string, asked: number, html: string): void {
		for (const { text, since } of this.#texts.get(path) ?? []) {
			if (asked < since) continue;
			this.looks++;
			if (!html.includes(text)) this.longestMs = Math.max(this.longestMs, asked - since);
		}
	}
}

/** A hundred addresses and how often each is asked for. */
function mixOf(issues: number[], hot: number[]): () => string {
	const of = (count: number, path: (n: number) => string) => Array.from({ length: count }, (_, n) => path(n));
	const categories = [
		'land',
		'education',
		'health',
		'environment',
		'welfare',
		'transport',
		'housing',
		'jobs'
	];
	const groups: [share: number, paths: string[]][] = [
		[25, ['/', '/', '/', '/en']],
		[
			18,
			[
				'/issues',
				'/issues',
				'/issues',
				'/issues?sort=most_supported',
				'/issues?sort=newly_answered',
				'/en/issues'
			]
		],
		[
			8,
			[
				...categories.map((key) => `/issues?category=${key}`),
				...of(4, (n) => `/issues?region=${2 + n}`),
				'/issues?status=in_progress',
				'/issues?department=d1'
			]
		],
		[30, issues.map((id) => `/issues/${id}`)],
		[10, hot.map((id) => `/issues/${id}`)],
		[4, ['/departments', ...of(4, (n) => `/departments/d${n + 1}`)]],
		[4, ['/results', '/results?region=2']],
		[1, ['/about/numbers', '/about/privacy']]
	];
	const turns = groups.flatMap(([share], group) => Array.from({ length: share }, () => group));
	let n = 0;
	return () => {
		// A step that shares no divisor with a hundred spreads the groups; within one the pages take turns.
		const [, paths] = groups[turns[(n * 37) % turns.length] ?? 0] ?? [0, ['/']];
		const path = paths[Math.floor(Math.random() * paths.length)] ?? '/';
		n++;
		return path;
	};
}

interface Turns {
	turns: number;
	failed: number;
}

/** At a steady rate, whether or not those before were answered. */
async function everySo(rate: number, forSeconds: number, act: (n: number) => Promise<void>): Promise<Turns> {
	let failed = 0;
	const began = performance.now();
	const all: Promise<void>[] = [];
	for (let n = 0; n < rate * forSeconds; n++) {
		const due = began + (n * 1000) / rate;
		const early = due - performance.now();
		if (early > 0) await sleep(early);
		all.push(
			act(n).catch((error: unknown) => {
				if (failed++ === 0) console.error(String(error).slice(0, 300));
			})
		);
	}
	await Promise.all(all);
	return { turns: all.length, failed };
}

function visit(urls: string[], next: () => string, sights: Sights, forSeconds: number): Promise<Turns> {
	return everySo(perSecond.visitors, forSeconds, async (n) => {
		const path = next();
		const asked = performance.now();
		sights.look(path, asked, await read((urls[n % urls.length] ?? '') + path));
	});
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

function read(address: string): Promise<string> {
	return new Promise((resolve, reject) => {
		get(address, { agent, headers: { accept: 'text/html' } }, (answer) => {
			let html = '';
			answer.setEncoding('utf8').on('data', (chunk: string) => (html += chunk));
			answer.on('error', reject).on('end', () => {
				if (answer.statusCode === 200) resolve(html);
				else reject(new Error(`${address} was answered ${answer.statusCode}`));
			});
		}).on('error', reject);
	});
}

const words = [
	'小区门口的路灯坏了一个星期',
	'自来水发黄有异味',
	'夜里施工噪音很大',
	'公交改线后老人出行不便'
];

/** What the browser sends while somebody types; every second one is signed in. */
async function type(url: string, n: number): Promise<void> {
	const text = words[n % words.length] ?? '';
	const typed = text.slice(0, 5 + (n % (text.length - 4)));
	const answer = await fetch(`${url}/issues/new/similar`, {
		method: 'POST',
		headers: { origin: url, ...(n % 4 < 2 && { cookie: cookieOfVoter(1 + (n % 500)) }) },
		body: new URLSearchParams({ title: typed, text: typed.repeat(3), region: '' })
	});
	await answer.text();
	if (answer.status !== 200) throw new Error(`typing was answered ${answer.status}`);
}

const health = z.object({ pages: z.object({ asked: z.number(), rendered: z.number() }) });

async function countsOf(urls: string[]): Promise<{ asked: number; rendered: number }> {
	const all = await Promise.all(
		urls.map(async (url) => health.parse(await (await fetch(`${url}/healthz`)).json()).pages)
	);
	return {
		asked: all.reduce((sum, one) => sum + one.asked, 0),
		rendered: all.reduce((sum, one) => sum + one.rendered, 0)
	};
}
