import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { publish, enterAsStaff, tell } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();

const insult = '那个姓胡的就是个骗子';

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	it('hides what was flagged, shows it again, and leaves what may stand', async () => {
		const title = `${scripting === 'with JavaScript' ? '修路' : '修桥'}的钱去哪儿了`;
		const id = await tell(portal, { title, body: `路修到一半停了，${insult}，请公开账目。` });
		await publish(portal, id);
		const resident = await newVisitor(browser, { baseURL: portal.url, scripting });
		const flag = async (reason: string, words: string) => {
			await resident.page.goto(`/issues/${id}/flag`);
			await hydrated(resident.page);
			await resident.page.check(`[name=reason][value=${reason}]`);
			await resident.page.fill('[name=words]', words);
			await resident.page.click('main form button');
			await resident.page.waitForSelector('text=已收到您的举报');
		};
		await flag('abuse', '骂人了');

		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = visitor;
		await enterAsStaff(page, portal, 'intake', '/intake?kind=flagged');
		await page.getByRole('link', { name: title }).click();
		await page.waitForURL(`**/intake/${id}/texts`);
		await hydrated(page);
		expect(await page.innerText('main')).toContain('骂人了');

		const block = page.locator('article', { has: page.locator(`#text-issue-${id}`) });
		const hide = block.getByRole('button', { name: '隐去', exact: true });
		await block.locator('[name=passage]').fill('没有这句话');
		await hide.click();
		await page.getByText('文中没有这段文字').first().waitFor();
		if (scripting === 'with JavaScript') {
			await page.evaluate(
				([selector, words = '']) => {
					const walker = document.createTreeWalker(
						document.querySelector(selector ?? '')!,
						NodeFilter.SHOW_TEXT
					);
					for (let node = walker.nextNode(); node; node = walker.nextNode()) {
						const at = node.textContent?.indexOf(words) ?? -1;
						if (at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
					}
				},
				['main .text', insult]
			);
			await expect.poll(() => block.locator('[name=passage]').inputValue()).toBe(insult);
		} else await block.locator('[name=passage]').fill(insult);
		await hide.click();
		await page.getByText('已隐去，公开页面已更新').waitFor();
		expect(await page.innerText('main')).not.toContain('待核实的举报');

		const read = async () => (await fetch(`${portal.url}/issues/${id}`)).text();
		expect(await read()).not.toContain(insult);
		expect(await read()).toContain('审核员隐去了诉求中的部分内容：辱骂、攻击他人');

		await block.getByRole('button', { name: '查看被隐去的文字' }).click();
		await page.getByText(insult).waitFor();
		await block.getByRole('button', { name: '恢复显示' }).click();
		await page.getByText('已恢复显示', { exact: true }).waitFor();
		expect(await read()).toContain(insult);

		await flag('other', '不该公开');
		await page.goto(`/intake/${id}/texts`);
		await hydrated(page);
		await block.getByText('保留，不作处理').click();
		await block.locator('[name=note]').fill('账目属于应当公开的事项');
		await block.getByRole('button', { name: '保留', exact: true }).click();
		await page.getByText('已保留，举报已处理').waitFor();
		const open = await portal.sql`select from private.flags where issue_id = ${id} and decided_at is null`;
		expect(open).toHaveLength(0);
		const looked = await portal.sql`
			select from private.audit_log where action in ('read_redaction', 'hide_passage', 'show_again', 'leave_flagged')`;
		expect(looked.length).toBeGreaterThan(3);
		expect([...resident.faults, ...visitor.faults]).toEqual([]);
		await Promise.all([resident.leave(), visitor.leave()]);
	});
});

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	it('reads afterwards what a department changed in its answer', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = visitor;
		await enterAsStaff(page, portal, 'intake', '/intake');
		await hydrated(page);
		if (scripting === 'with JavaScript') {
			await page.keyboard.press('j');
			await page.keyboard.press('j');
			const second = await page.getAttribute('main ol > li:nth-child(2) > a', 'href');
			expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second);
			await page.keyboard.press('?');
			await page.getByText('j 下一件').waitFor();
		}
		await portal.sql`delete from private.revision_reviews`;
		await page.goto('/intake/changed');
		await hydrated(page);
		const count = await page.locator('main article h2').count();
		expect(count).toBeGreaterThan(0);
		await page.getByRole('button', { name: '看过了' }).first().click();
		await page.getByText('已记下').waitFor();
		const seen = await portal.sql`select 1 from private.revision_reviews`;
		expect(seen).toHaveLength(1);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});
