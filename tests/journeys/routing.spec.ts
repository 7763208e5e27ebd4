import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { enterAsStaff, tell } from '../support/staff.ts';

const portal = await openPortal({ worker: false });
const browser = await openBrowser();

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	it('is advised, decides, and an administrator sees how good the advice is', async () => {
		const id = await tell(portal, {
			title: '公交车半小时不来一班',
			body: '早高峰公交站等车的人很多，公交线路太少，上班总迟到。'
		});
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = visitor;
		await enterAsStaff(page, portal, 'intake', `/intake/${id}`);
		await hydrated(page);
		const advice = page.locator('form[action="?/publish"] .advice');
		expect(await advice.innerText()).toContain('仅供参考');
		expect(await advice.locator('mark').count()).toBeGreaterThan(0);
		const proposed = await page.inputValue('form[action="?/publish"] [name=advised]');
		// Nothing is chosen by itself: the resident's own choice still stands.
		expect(await page.inputValue('form[action="?/publish"] [name=category]')).toBe('housing');
		if (scripting === 'with JavaScript') await advice.getByRole('button', { name: '选这个' }).first().click();
		else await page.selectOption('form[action="?/publish"] [name=category]', proposed);
		expect(await page.inputValue('form[action="?/publish"] [name=category]')).toBe(proposed);
		await page.click('form[action="?/publish"] button:not([type=button])');
		await page.waitForURL('**/intake?done=published**');
		const noted = await portal.sql`
			select proposed, decided from private.routing_decisions where issue_id = ${id} and kind = 'category'`;
		expect(noted).toEqual([{ proposed, decided: proposed }]);
		await page.goto(`/intake/${id}`);
		expect(await page.locator('form[action="?/assign"] .advice').innerText()).toContain('仅供参考');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();

		const office = await newVisitor(browser, { baseURL: portal.url, scripting });
		await enterAsStaff(office.page, portal, 'administrator', '/admin/routing');
		expect(await office.page.innerText('main')).toMatch(/100%（共 \d+ 次）/);
		await office.page.getByRole('button', { name: '现在就学习一次' }).click();
		await office.page.getByText('已开始学习').waitFor();
		const jobs = await portal.sql`select 1 from graphile_worker.jobs where task_identifier = 'train_routing'`;
		expect(jobs).toHaveLength(1);
		expect(office.faults).toEqual([]);
		await office.leave();
	});
});
