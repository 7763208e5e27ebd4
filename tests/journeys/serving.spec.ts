import { describe, expect, it } from 'vitest';
import { newVisitor, openBrowser, scriptings } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';

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

	it('is back after a kill -9', async () => {
		await portal.crash();
		expect((await fetch(portal.url)).status).toBe(200);
	});
});
