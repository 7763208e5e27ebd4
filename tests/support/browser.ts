import path from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from 'playwright-core';
import { afterAll } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { fontConfigFile } from './fonts.ts';
import { sampled } from './sampling.ts';

/** Not the package's own arguments: its single process crashes the second context, its lax security hides CSP faults. */
export async function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: await chromiumPath(),
		args: ['--no-sandbox'],
		env: { ...process.env, FONTCONFIG_FILE: fontConfigFile() }
	});
}

let launched: Promise<Browser> | undefined;

/** For a spec file: `const browser = await openBrowser()` at its top. A worker of the test run has one for all its files. */
export async function openBrowser(): Promise<Browser> {
	const browser = await (launched ??= launchBrowser());
	afterAll(() => Promise.all(browser.contexts().map((context) => context.close())));
	return browser;
}

export type Scripting = 'with JavaScript' | 'without JavaScript';
/** The first page is opened both ways each time: `describe.each(scriptings)('%s', (scripting) => …)`. */
export const scriptings: Scripting[] = ['with JavaScript', 'without JavaScript'];

/**
 * Other journeys are walked one way by `npm test`, which the seed chooses for each file, and the other way by the full run:
 * `describe.each(oneWay(import.meta.url))('%s', { tags: ['sampled'] }, (scripting) => …)`.
 */
export function oneWay(file: string): Scripting[] {
	const turn = [...path.basename(file)].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
	return sampled(scriptings, 1, { turn });
}

export interface Visitor {
	context: BrowserContext;
	page: Page;
	/** Faults the browser reported: script errors, CSP violations, requests to another host. */
	faults: string[];
	leave(): Promise<void>;
}

interface VisitorOptions extends BrowserContextOptions {
	baseURL: string;
	scripting?: Scripting;
}

/** A person with a browser of their own: fresh cookies, and a list of what went wrong unseen. */
export async function newVisitor(browser: Browser, options: VisitorOptions): Promise<Visitor> {
	const { scripting = 'with JavaScript', ...rest } = options;
	const context = await browser.newContext({
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 1280, height: 900 },
		javaScriptEnabled: scripting === 'with JavaScript',
		...rest
	});
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
	page.on('console', (message) => {
		if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
	});
	page.on('request', (request) => {
		const target = new URL(request.url());
		if (/^https?:$/.test(target.protocol) && target.origin !== new URL(options.baseURL).origin) {
			faults.push(`request to another host: ${request.url()}`);
		}
	});
	return { context, page, faults, leave: () => context.close() };
}

/** Until Svelte has taken over the page: what is clicked before would go the way without JavaScript. */
export async function hydrated(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle');
}
