import { describe, expect, it } from 'vitest';
import { newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { publish, tell } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();
const wanted = await tell(portal, { title: '青石巷的电梯总停运', body: '六楼的老人下不来，请尽快检修。' });
await publish(portal, wanted);
await portal.sql`select private.refresh_search_words()`;

describe.each(oneWay(import.meta.url))('a visitor %s', { tags: ['sampled'] }, (scripting) => {
	it('finds, sees where, and is helped where nothing is found', async () => {
		const visitor = await newVisitor(browser, {
			baseURL: portal.url,
			scripting,
			viewport: { width: 360, height: 740 }
		});
		const { page } = visitor;
		const search = async (words: string) => {
			await page.goto('/issues');
			await page.fill('[name=q]', words);
			await page.press('[name=q]', 'Enter');
			await page.waitForURL(/q=/);
		};
		await search('电梯停运');
		expect(await page.innerText('main article >> nth=0')).toContain('青石巷的电梯总停运');
		expect(await page.locator('main article >> nth=0').locator('mark').allInnerTexts()).toEqual([
			'电梯',
			'停运'
		]);
		expect(await page.innerText('[aria-current=true]')).toBe('最相关');

		await search('青石巷电剃');
		await page.getByText('您是不是要找').waitFor();
		expect(await page.innerText('#related')).toBe('含有其中一些词的诉求');
		await page.getByRole('link', { name: '青石巷电梯', exact: true }).click();
		await page.waitForURL(/%E6%A2%AF|梯/);
		await page.locator('main article', { hasText: '青石巷的电梯总停运' }).waitFor();

		await page.goto('/en/issues?q=青石巷&category=education');
		await page.getByRole('link', { name: 'Without the filters there are some: show them' }).click();
		await page.locator('main article', { hasText: '青石巷的电梯总停运' }).waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

it.each([
	'电梯 & ! | ( * :A',
	"'; drop table issues --",
	'((((a+)+)+)+)$',
	'%',
	'\u202e\u200b',
	'灯'.repeat(100)
])('%j is answered', async (words) => {
	const answer = await fetch(`${portal.url}/issues?q=${encodeURIComponent(words)}`);
	expect(answer.status).toBe(200);
});
