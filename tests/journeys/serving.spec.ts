import { describe, expect, it, vi } from 'vitest';
import { newVisitor, openBrowser, scriptings } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { demoAccount } from '../support/session.ts';
import { callAs } from '../support/world.ts';

const portal = await openPortal();
const browser = await openBrowser();

describe.each(scriptings)('a visitor %s', (scripting) => {
	it('opens the home page without a fault', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const answer = await visitor.page.goto('/');
		expect(answer?.status()).toBe(200);
		expect((await visitor.page.innerText('body')).trim()).not.toBe('');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

describe('the server', () => {
	it('sends localhost to the one address whose cookies and forms it knows', async () => {
		const other = new URL('/results?period=2026', portal.url.replace('127.0.0.1', 'localhost'));
		const answer = await fetch(other, { redirect: 'manual' });
		expect(answer.status).toBe(307);
		expect(answer.headers.get('location')).toBe(`${portal.url}/results?period=2026`);
	});

	it('finds the same trouble in the demo town, and answers whatever is asked for it', async () => {
		const ask = (query: string) => fetch(`${portal.url}/api/similar?${query}`);
		const [told] = await portal.sql<{ title: string }[]>`
			select title from public.issues where is_public and status <> 'merged' order by id desc limit 1`;
		const title = told?.title ?? '';
		const found: unknown = await (await ask(`text=${encodeURIComponent(title)}&limit=1`)).json();
		expect(found).toMatchObject([{ title, votes: expect.any(Number), score: expect.any(Number) }]);

		for (const text of [
			'',
			'%00',
			'路灯坏',
			'%FF%FE%FF%FE',
			'%ED%A0%80abcd',
			'路灯\'坏了" & | ! <-> (* :A',
			'\\u0000{}路灯坏了',
			'😀😀😀😀'
		])
			expect((await ask(`text=${text}`)).status, text).toBe(200);
		expect(await (await ask('text=%00%00%E8%B7%AF')).json()).toEqual([]);
		for (const query of [
			'',
			'text=路灯坏了&limit=0',
			'text=路灯坏了&limit=21',
			'text=路灯坏了&region=x',
			'text=路灯坏了&region=99999999999'
		])
			expect((await ask(query)).status, query).toBe(400);
		expect((await ask('text=路灯坏了&region=2147483647')).status).toBe(200);
		expect((await ask(`text=${'a'.repeat(12_000)}`)).status).toBe(200);
		// As a browser sends a long letter: nine bytes a character.
		expect((await ask(`text=${encodeURIComponent('路'.repeat(5_000))}`)).status).toBe(200);
		expect((await ask(`text=${'a'.repeat(30_000)}`)).status).toBe(400);
	});

	it('is back after a kill -9', async () => {
		await portal.crash();
		expect((await fetch(portal.url)).status).toBe(200);
	});

	it('shows in the figures within ten seconds what happened', async () => {
		const published = async () => {
			const page = await (await fetch(`${portal.url}/results`)).text();
			return Number(/公开的诉求<[^>]*>\s*<[^>]*>(\d+)/.exec(page)?.[1]);
		};
		const intake = await demoAccount(portal.sql, 'intake_officer');
		const [waiting] = await portal.sql<{ id: number; version: number }[]>`
			select id, version from public.issues where status = 'submitted' and channel = 'web' order by id limit 1`;
		const before = await published();
		expect(before).toBeGreaterThan(0);
		await callAs(
			portal.sql,
			intake,
			(as) => as`select public.publish_issue(${waiting?.id ?? 0}, ${waiting?.version ?? 0})`
		);
		await vi.waitFor(async () => expect(await published()).toBe(before + 1), {
			timeout: 10_000,
			interval: 100
		});
	});
});
