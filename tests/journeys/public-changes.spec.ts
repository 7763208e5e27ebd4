import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { formOf, postAction } from '../support/form-post.ts';
import { moderationIn } from '../support/moderation.ts';
import { openPortal } from '../support/portal.ts';
import { signInAll } from '../support/voters.ts';
import { buildWorld, callAs } from '../support/world.ts';

const portal = await openPortal({ town: 'empty', worker: false });
const twin = await portal.openTwin();
const world = await buildWorld(portal);
const { sql, url } = portal;
const both = [url, twin];
const { redactBody } = moderationIn(sql, world);
const intake = await world.staff('intake_officer');
const administrator = await world.staff('administrator', { region: world.regions.city });
const cookieOf = async (account: string) => (await signInAll(sql, [account]))[0]?.cookie ?? '';

const read = async (base: string, path: string) => {
	const answer = await fetch(base + path);
	return { status: answer.status, text: await answer.text() };
};
/** How often an instance has rendered a page for visitors. */
const renderings = async (base: string) => {
	const health: { pages: { rendered: number } } = await (await fetch(`${base}/healthz`)).json();
	return health.pages.rendered;
};

/** From here on both instances must say so within two seconds; a page that says it must not take it back. */
async function expectOnBoth(
	path: string,
	is: (page: { status: number; text: string }) => boolean,
	withinMs = 2_000
) {
	const deadline = performance.now() + withinMs;
	await Promise.all(
		both.map(async (base) => {
			while (!is(await read(base, path))) {
				expect(performance.now(), `${path} of ${base === url ? 'the first' : 'the twin'}`).toBeLessThan(
					deadline
				);
				await sleep(50);
			}
		})
	);
	for (const base of both) expect(is(await read(base, path))).toBe(true);
}

const post = (path: string, cookie: string, fields: Record<string, string>) =>
	fetch(url + path, {
		method: 'POST',
		headers: { origin: url, accept: 'text/html', cookie },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});

/** Kept by both instances, which have heard of everything that happened before. */
async function warm(...paths: string[]): Promise<void> {
	await sleep(1_000);
	for (const base of both) for (const path of paths) await read(base, path);
}

test('a publication is seen in lists of both instances within two seconds', async () => {
	const title = '东门路灯整夜不亮';
	const { id } = await world.issue({ title });
	const lists = ['/', '/issues', '/issues?category=other', `/issues?region=${world.regions.county}`];
	await warm(...lists, `/issues/${id}`);
	await callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`);
	await expectOnBoth(`/issues/${id}`, ({ status }) => status === 200);
	await callAs(sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`);
	await Promise.all([
		...lists.slice(1).map((path) => expectOnBoth(path, ({ text }) => text.includes(title))),
		expectOnBoth('/issues?status=assigned', ({ text }) => text.includes(title)),
		expectOnBoth('/departments/water', ({ text }) => text.includes(title))
	]);
	await world.answer(id, { text: '路灯今晚修好，请放心。' });
	await Promise.all([
		expectOnBoth(`/issues/${id}`, ({ text }) => text.includes('路灯今晚修好')),
		expectOnBoth('/departments/water', ({ text }) => text.includes('路灯今晚修好')),
		expectOnBoth('/', ({ text }) => text.includes(title)),
		expectOnBoth('/issues?status=assigned', ({ text }) => !text.includes(title))
	]);
});

test('what is hidden is gone at once where it was hidden, and within two seconds elsewhere', async () => {
	const { id, author } = await world.publishedIssue();
	const paths = [`/issues/${id}`, '/issues'];
	await warm(...paths);
	await redactBody(intake, id, '［已隐去］三天没有水了', '家里');
	await Promise.all(paths.map((path) => expectOnBoth(path, ({ text }) => text.includes('［已隐去］'))));

	await warm(...paths);
	const withdrawn = await post(`/me/issues/${id}?/withdraw`, await cookieOf(author), { sure: 'on' });
	expect(withdrawn.status).toBe(303);
	expect((await read(url, `/issues/${id}`)).status).toBe(404);
	expect((await read(url, '/issues')).text).not.toContain('［已隐去］');
	await expectOnBoth('/issues', ({ text }) => !text.includes('［已隐去］'));
	await expectOnBoth(`/issues/${id}`, ({ status }) => status === 404);
});

test('a change leaves the pages alone that it does not concern', async () => {
	const [{ id: changed }, { id: other }] = [await world.publishedIssue(), await world.publishedIssue()];
	const unconcerned = [
		`/issues/${other}`,
		`/issues?region=${world.regions.other}`,
		'/issues?category=housing',
		'/departments/roads',
		'/results',
		'/about/privacy'
	];
	await warm(...unconcerned, `/issues/${changed}`);
	const before = await Promise.all(both.map(renderings));
	await callAs(sql, intake, (as) => as`select public.assign_issue(${changed}, 'water')`);
	await expectOnBoth(`/issues/${changed}`, ({ text }) => text.includes('water'));
	await sleep(2_500);
	for (const base of both) for (const path of unconcerned) await read(base, path);
	expect(await Promise.all(both.map(renderings))).toEqual(before.map((count) => count + 1));
});

test('what somebody does that nobody else sees evicts nothing: typing, a draft, the news', async () => {
	const { id } = await world.assignedIssue();
	const resident = await cookieOf(await world.resident());
	const officer = await cookieOf(await world.staff('officer'));
	const paths = ['/', '/issues', `/issues/${id}`, '/departments/water'];
	await warm(...paths);
	const before = await Promise.all(both.map(renderings));
	for (const text of ['水管', '水管爆了', '水管爆了三天', '水管爆了三天没人修']) {
		const typed = await post('/issues/new/similar', resident, { title: text, text, region: '' });
		expect(typed.status).toBe(200);
		for (const base of both) for (const path of paths) await read(base, path);
	}
	const draft = { version: '0', round: '1', body: '正在核实。' };
	const drafted = await postAction(`${url}/desk/${id}?/save`, officer, formOf(draft));
	expect(drafted.type).toBe('success');
	await sleep(1_000);
	for (const base of both) for (const path of paths) await read(base, path);
	expect(await Promise.all(both.map(renderings))).toEqual(before);
});

test('names that an administrator changed stand on all pages of both instances', async () => {
	const paths = ['/issues', '/departments', '/departments/roads'];
	await warm(...paths);
	await callAs(
		sql,
		administrator,
		(as) =>
			as`select public.save_department('roads', 1, ${world.regions.county}, '市政道路处', 'Roads and streets', '', '', null, true)`
	);
	await Promise.all(paths.map((path) => expectOnBoth(path, ({ text }) => text.includes('市政道路处'))));
});

test('a list that changes all the time is rendered about once a second, and is never two seconds late', async () => {
	const issues = await Promise.all(
		Array.from({ length: 30 }, (_, n) => world.issue({ title: `第${n}盏路灯不亮` }))
	);
	await warm('/issues');
	const before = await Promise.all(both.map(renderings));
	const began = performance.now();
	const publishedAt = new Map<number, number>();
	let lasts = true;
	const late: string[] = [];
	const readers = both.map(async (base) => {
		while (lasts) {
			const asked = performance.now();
			const { text } = await read(base, '/issues');
			const due = [...publishedAt].filter(([, at]) => asked - at > 2_000).map(([n]) => n);
			const newest = due.slice(-5);
			late.push(...newest.filter((n) => !text.includes(`第${n}盏路灯`)).map((n) => `${n} at ${base}`));
			await sleep(20);
		}
	});
	for (const [n, { id }] of issues.entries()) {
		await callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`);
		publishedAt.set(n, performance.now());
		await sleep(150);
	}
	await sleep(2_200);
	lasts = false;
	await Promise.all(readers);
	const seconds = (performance.now() - began) / 1_000;
	expect(late).toEqual([]);
	const rendered = (await Promise.all(both.map(renderings))).map((count, at) => count - (before[at] ?? 0));
	for (const count of rendered) expect(count).toBeLessThan(seconds * 1.4);
});

test('a vote is counted on the pages of both instances within eight seconds, and on a list', async () => {
	const { id } = await world.publishedIssue();
	const paths = [`/issues/${id}`, '/issues?sort=most_supported'];
	await warm(...paths);
	await world.vote(id, await world.residents(1_234));
	await Promise.all(paths.map((path) => expectOnBoth(path, ({ text }) => /1,?234/.test(text), 8_000)));
});
