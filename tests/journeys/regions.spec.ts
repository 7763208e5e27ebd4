import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, scriptings } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { signInAs } from '../support/sign-in.ts';
import { buildWorld } from '../support/world.ts';

const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
// More than a phone shows in one list.
await portal.sql`
	insert into public.regions (parent_id, key, path, level, name_zh, name_en)
	select t.id, 'village' || n, (t.path::text || '.village' || n)::extensions.ltree, 5, n || '号村', 'Village ' || n
	from public.regions t, generate_series(1, 350) n where t.id = ${world.regions.town}`;
const [village] = await portal.sql<{ id: number }[]>`select id from public.regions where key = 'village340'`;
const browser = await openBrowser();

async function choose(page: Page, region: number | undefined, more: boolean) {
	await page.selectOption('[name=region]', String(region));
	if (more) await page.click('[name=region_deeper]');
	expect(await page.locator('main [role=alert]').count()).toBe(0);
}

it.each(scriptings)('a village of a large county is reached step by step %s', async (scripting) => {
	const isPlain = scripting === 'without JavaScript';
	const author = await world.resident();
	const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
	const { page } = visitor;
	await signInAs(visitor.context, portal, author);
	await page.goto('/issues/new');
	await hydrated(page);
	await page.fill('[name=title]', '村口的水管漏了半个月');
	await page.fill('[name=body]', '每天流掉很多水');
	expect(await page.locator(`[name=region] option[value="${village?.id}"]`).count()).toBe(0);
	await choose(page, world.regions.county, isPlain);
	await choose(page, world.regions.town, isPlain);
	await choose(page, village?.id, false);
	expect(await page.locator('[name=region_deeper]').count()).toBe(isPlain ? 1 : 0);
	expect(await page.inputValue('[name=body]')).toBe('每天流掉很多水');
	await page.selectOption('[name=category]', 'environment');
	await page.check('[name=consent]');
	await page.click('main form:has([name=submission_key]) > button:not([type=button])');
	await page.waitForURL(/submitted/);
	const told = await portal.sql`select i.region_id from public.issues i
		join private.issue_origins o on o.issue_id = i.id where o.author_id = ${author}`;
	expect(told).toEqual([{ region_id: village?.id }]);
	expect(visitor.faults).toEqual([]);
	await visitor.leave();
});

it('an intake officer moves an issue to such a village without JavaScript', async () => {
	const { id } = await world.issue();
	const visitor = await newVisitor(browser, { baseURL: portal.url, scripting: 'without JavaScript' });
	const { page } = visitor;
	await signInAs(visitor.context, portal, await world.staff('intake_officer'));
	await page.goto(`/intake/${id}`);
	const form = 'main form[action="?/publish"]';
	await page.fill(`${form} [name=title]`, '村口的水管漏了很久');
	await page.selectOption(`${form} [name=region]`, String(world.regions.county));
	await page.click(`${form} [name=region_deeper]`);
	expect(await page.inputValue(`${form} [name=title]`)).toBe('村口的水管漏了很久');
	expect(await world.statusOf(id)).toBe('submitted');
	await visitor.leave();
});

it('the results hand out of such a county no more than the way down to the chosen region', async () => {
	const page = async (query: string) => (await fetch(`${portal.url}/results${query}`)).text();
	expect(await page('')).not.toContain('号村');
	expect(await page(`?region=${world.regions.town}`)).toContain('350号村');
});
