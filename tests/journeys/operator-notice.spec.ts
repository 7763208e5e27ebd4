import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { enterAsStaff } from '../support/staff.ts';

const portal = await openPortal({ worker: false });
const browser = await openBrowser();

describe.each(oneWay(import.meta.url))('an administrator %s', { tags: ['sampled'] }, (scripting) => {
	it('tells everybody who is about to submit, in both languages, and takes it down', async () => {
		const office = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = office;
		await enterAsStaff(page, portal, 'administrator', '/admin/regions');
		await page.getByRole('link', { name: '提交页提示' }).click();
		await page.waitForURL('**/admin/notice');
		await hydrated(page);
		await page.fill('[name=textZh]', '国庆期间的诉求自十月八日起办理。');
		await page.click('form[action="?/save"] button');
		await page.locator('.summary, [role=alert]').first().waitFor();
		expect(await page.innerText('main')).toContain('请同时填写英文内容');
		expect(await page.inputValue('[name=textZh]')).toBe('国庆期间的诉求自十月八日起办理。');
		await page.fill('[name=textEn]', 'From 8 October on.');
		await page.click('form[action="?/save"] button');
		await page.getByText('正在显示，直到撤下').waitFor();
		expect(await submitPage('/issues/new')).toContain('国庆期间的诉求自十月八日起办理。');
		expect(await submitPage('/en/issues/new')).toContain('From 8 October on.');
		await page.getByRole('button', { name: '撤下提示' }).click();
		await page.getByText('提示已撤下').waitFor();
		expect(await submitPage('/issues/new')).not.toContain('国庆期间');
		expect(office.faults).toEqual([]);
		await office.leave();
	});
});

it('the page for a new issue says by itself how much waits and what of it is late', async () => {
	await portal.sql`update public.clocks set due_at = now() - interval '1 day'
		where id = (select id from public.clocks where kind = 'accept' and met_at is null and ended_at is null limit 1)`;
	const [told] = await portal.sql<{ waiting: number; overdue: number }[]>`
		select waiting, overdue from public.submission_notice()`;
	const sentence = `现有 ${told?.waiting} 件诉求等待审核，其中 ${told?.overdue} 件已超过审核期限。`;
	await expect
		.poll(() => submitPage('/issues/new'), { timeout: 90_000, interval: 2_000 })
		.toContain(sentence);
}, 120_000);

async function submitPage(path: string): Promise<string> {
	const response = await fetch(portal.url + path);
	return response.text();
}
