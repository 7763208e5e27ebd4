import { createHash, randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { z } from 'zod';
import { somePublic } from '../issues.ts';
import type { Bench } from '../main.ts';
import type { Figure } from '../report.ts';
import { cookieOfVoter, type BenchPortal } from '../stack.ts';

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
	const office = await prepareOffice(portal);
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

interface Office {
	/** Some of the issues that departments report on: these are read much. */
	hot: number[];
	/** The next act: an issue is published, assigned, reported on and answered once, and texts are saved six times meanwhile. */
	act(url: string, sights: Sights): Promise<void>;
}

const day = [...'dpddadrddnpddadrddnd'];

/** Staff who are signed in, and so much work as they get through. */
async function prepareOffice({ sql }: BenchPortal): Promise<Office> {
	const departments = 12;
	const intake = await signInStaff(sql, [['intake_officer', null]]);
	const staff = await Promise.all(
		Array.from({ length: departments }, (_, d) =>
			signInStaff(sql, [
				['officer', `d${d + 1}`],
				['department_lead', `d${d + 1}`]
			])
		)
	);
	const categories = (await sql<{ key: string }[]>`select key from public.categories order by key`).map(
		({ key }) => key
	);
	let made = 0;
	async function submitted(): Promise<Work> {
		const n = made++;
		const region = 1100 + ((n * 37) % 1_000);
		const category = categories[n % categories.length] ?? 'other';
		const title = `测量用的诉求之${n}`;
		const author = createHash('md5')
			.update(`account${1 + n}`)
			.digest('hex');
		const id = await as(sql, author, async (transaction) => {
			const [row] = await transaction<{ id: string }[]>`select public.submit_issue(
				title => ${title}, body => '此件只为测速。', title_original => ${title}, body_original => '此件只为测速。',
				mask_version => 1, tokens => '{}', tokenizer_version => 1, region => ${region}, category => ${category},
				submission_key => gen_random_uuid()) as id`;
			return Number(row?.id);
		});
		return { id, title, region, category, unit: n % departments };
	}
	async function published(): Promise<Work> {
		const work = await submitted();
		await as(sql, intake.account, (transaction) => transaction`select public.publish_issue(${work.id}, 1)`);
		return work;
	}
	async function assigned(): Promise<Work> {
		const work = await published();
		const lead = `d${work.unit + 1}`;
		await as(
			sql,
			intake.account,
			(transaction) => transaction`select public.assign_issue(${work.id}, ${lead})`
		);
		return work;
	}
	const several = async (count: number, make: () => Promise<Work>) => {
		const all: Work[] = [];
		for (let n = 0; n < count; n++) all.push(await make());
		return all;
	};
	const acts = (letter: string) => day.filter((one) => one === letter).length;
	const ofAct = (letter: string) => Math.ceil((acts(letter) / day.length) * perSecond.acts * seconds) + 1;
	const queues = {
		p: await several(ofAct('p'), submitted),
		a: await several(ofAct('a'), published),
		r: await several(ofAct('r'), assigned),
		d: await several(ofAct('d'), assigned),
		n: await several(36, assigned)
	};
	let turn = 0;

	const ways: Record<string, (url: string, sights: Sights, n: number) => Promise<void>> = {
		async p(url, sights) {
			const work = take(queues.p);
			const { id, title, region, category } = work;
			const fields = { version: '1', title, body: '此件只为测速。', region: `${region}`, category };
			await post(url, `/intake/${id}?/publish`, intake.cookie, fields);
			sights.add('/issues', title);
		},
		async a(url) {
			const { id, unit } = take(queues.a);
			await post(url, `/intake/${id}?/assign`, intake.cookie, { lead: `d${unit + 1}` });
		},
		async r(url, sights) {
			const { id, title, unit } = take(queues.r);
			const body = '已安排人员到现场处理，一周内回访。';
			const fields = { version: '0', round: '1', body, says_resolved: 'no' };
			await post(url, `/desk/${id}?/publish`, staff[unit]?.cookie ?? '', fields);
			sights.add('/issues?sort=newly_answered', title);
		},
		async d(url) {
			const { id, unit } = take(queues.d);
			const fields = { version: '0', round: '1', body: '正在核实情况。' };
			await post(url, `/desk/${id}?/save`, staff[unit]?.cookie ?? '', fields);
		},
		async n(url, sights, n) {
			const { id, unit } = queues.n[n % queues.n.length] ?? take([]);
			const progress = `进展之${randomBytes(6).toString('hex')}`;
			await post(url, `/desk/${id}?/progress`, staff[unit]?.cookie ?? '', { progress });
			sights.add(`/issues/${id}`, progress);
		}
	};
	return {
		hot: queues.n.slice(0, 12).map(({ id }) => id),
		async act(url, sights) {
			const n = turn++;
			await ways[day[n % day.length] ?? 'd']?.(url, sights, n);
		}
	};
}

interface Work {
	id: number;
	title: string;
	region: number;
	category: string;
	unit: number;
}

function take(queue: Work[]): Work {
	const work = queue.shift();
	if (!work) throw new Error('The office has run out of work.');
	return work;
}

async function signInStaff(sql: postgres.Sql, roles: [role: string, department: string | null][]) {
	const [row] = await sql<{ id: string }[]>`
		insert into private.accounts (id, kind, staff_name) values (gen_random_uuid(), 'staff', '测速') returning id`;
	const account = row?.id ?? '';
	for (const [role, department] of roles) {
		await sql`insert into public.role_grants (account_id, role, region_id, department_key, valid_from)
			values (${account}, ${role}::public.actor_role, 1, ${department}, '2000-01-01')`;
	}
	const token = randomBytes(20).toString('hex');
	await sql`select private.open_session(${createHash('sha256').update(token).digest('hex')}, ${account}, 'bench')`;
	return { account, cookie: `session=${token}` };
}

async function as<T>(
	sql: postgres.Sql,
	account: string,
	query: (transaction: postgres.TransactionSql) => Promise<T>
): Promise<T> {
	const claims = JSON.stringify({ role: 'authenticated', sub: account });
	const answer = await sql.begin(async (transaction) => {
		await transaction`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
		return { value: await query(transaction) };
	});
	return answer.value;
}

/** A form of a staff page, as a browser with JavaScript sends it. */
async function post(
	url: string,
	path: string,
	cookie: string,
	fields: Record<string, string>
): Promise<void> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const answer = await fetch(url + path, {
		method: 'POST',
		headers: { origin: url, accept: 'application/json', 'x-sveltekit-action': 'true', cookie },
		body
	});
	const said = await answer.text();
	if (!/"type":"(success|redirect)"/.test(said))
		throw new Error(`${path} was answered ${answer.status} ${said}`);
}
