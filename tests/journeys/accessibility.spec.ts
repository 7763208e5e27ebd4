import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, expect, test } from 'vitest';
import { newVisitor, openBrowser, type Visitor } from '../support/browser.ts';
import { pageRoutes, portalPages, readerAccount, type Reader } from '../support/pages.ts';
import { shareTown } from '../support/shared.ts';
import { isFull, seed } from '../support/sampling.ts';
import { signInAs } from '../support/sign-in.ts';

const portal = await shareTown();
const browser = await openBrowser();
const pages = await portalPages(portal.sql);

const views = (['zh', 'en'] as const).flatMap((language) =>
	(['light', 'dark'] as const).map((colorScheme) => ({ language, colorScheme }))
);
/** Every fourth page in one view, others with every seed; in the full run every other view of every page. */
const isSampled = (page: number, view: number) =>
	(page + seed) % 4 === 0 && (Math.floor(page / 4) + seed) % views.length === view;
const looks = pages.flatMap((page, i) =>
	views.filter((_, v) => isSampled(i, v) !== isFull).map((view) => ({ ...page, ...view }))
);

const visitors = new Map<string, Promise<Visitor>>();
afterAll(async () => {
	for (const visitor of visitors.values()) await (await visitor).leave();
});

/** One browser window per reader and scheme, signed in once. */
function visitorFor(reader: Reader, colorScheme: 'light' | 'dark'): Promise<Visitor> {
	const key = `${reader} ${colorScheme}`;
	const known = visitors.get(key);
	if (known) return known;
	const made = (async () => {
		const visitor = await newVisitor(browser, {
			baseURL: portal.url,
			colorScheme,
			viewport: { width: 360, height: 740 }
		});
		const account = await readerAccount(portal.sql, reader);
		if (account) await signInAs(visitor.context, portal, account);
		return visitor;
	})();
	visitors.set(key, made);
	return made;
}

test('every page of src/routes has a line in tests/support/pages.ts', () => {
	expect([...new Set(pages.map((page) => page.route))].sort()).toEqual(pageRoutes());
});

test.each(looks)('$route as $reader in $language, $colorScheme', { tags: ['sampled'] }, async (look) => {
	const { page, faults } = await visitorFor(look.reader, look.colorScheme);
	const prefix = look.language === 'en' ? '/en' : '';
	const answer = await page.goto(look.path === '/' ? prefix || '/' : prefix + look.path);
	expect(answer?.status()).toBe(200);
	await page.waitForLoadState('networkidle');

	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
	).toEqual([]);
	expect(await page.getAttribute('html', 'lang')).toBe(look.language === 'en' ? 'en' : 'zh-CN');
	expect(await page.locator('h1').count()).toBe(1);
	for (const text of ['normal', 'large']) {
		const width = await page.evaluate((size) => {
			document.documentElement.dataset.text = size;
			return document.documentElement.scrollWidth;
		}, text);
		expect(width, `no sideways scrolling at 360 px with ${text} text`).toBeLessThanOrEqual(360);
	}
	expect(faults.splice(0)).toEqual([]);
});
