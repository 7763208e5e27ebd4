import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay, type Visitor } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { signInAs } from '../support/sign-in.ts';
import { publish, residentsOf, tell } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();
const phone = { width: 360, height: 740 };

const told = {
	title: '青石巷口的污水井盖破了',
	body: '青石巷口井盖碎成两半，骑车的人摔过两次，请尽快更换。'
};
const again = { title: '青石巷井盖坏了没人管', body: '青石巷口的井盖裂开，昨天孩子差点掉下去。' };
const first = await tell(portal, told);
await publish(portal, first);
const [row] = await portal.sql<{ region_id: number }[]>`
	select region_id from public.issues where id = ${first}`;

async function openForm(visitor: Visitor) {
	const { page } = visitor;
	await page.goto('/issues/new');
	await hydrated(page);
	return page;
}

async function write({ page }: Visitor) {
	await page.selectOption('[name=region]', String(row?.region_id));
	await page.selectOption('[name=category]', 'environment');
	await page.fill('[name=title]', again.title);
	await page.fill('[name=body]', again.body);
	await page.check('[name=consent]');
}

const support = () => portal.sql<{ votes: number }[]>`
	select count(*)::int as votes from private.votes where issue_id = ${first} and state = 'active'`;

describe.each(oneWay(import.meta.url))(
	'a resident %s who tells what was told before',
	{ tags: ['sampled'] },
	(scripting) => {
		async function enter(): Promise<{ visitor: Visitor; account: string }> {
			const visitor = await newVisitor(browser, { baseURL: portal.url, scripting, viewport: phone });
			const [account = ''] = await residentsOf(portal, 1);
			await signInAs(visitor.context, portal, account);
			return { visitor, account };
		}

		it('sees it before sending, and supports it', async () => {
			const { visitor } = await enter();
			const page = await openForm(visitor);
			await write(visitor);
			if (scripting === 'without JavaScript') await page.click('main form:has([name=submission_key]) button');
			const card = page.locator('article', { hasText: told.title });
			await card.waitFor();
			expect(await card.innerText()).toContain('还没有答复');
			const before = (await support())[0]?.votes ?? 0;
			const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
			expect(isWide).toBe(false);
			const answers =
				scripting === 'without JavaScript'
					? visitor.context.waitForEvent('page').then((tab) => tab.waitForSelector('text=您已附议'))
					: card.getByText('已附议，进展会出现在您的消息里').waitFor();
			await card.getByRole('button', { name: '是同一件，我附议' }).click();
			await answers;
			expect((await support())[0]?.votes).toBe(before + 1);
			expect(await page.inputValue('[name=body]')).toBe(again.body);
			expect(visitor.faults).toEqual([]);
			await visitor.leave();
		});

		it('is never kept from sending another matter', async () => {
			const { visitor, account } = await enter();
			const page = await openForm(visitor);
			await write(visitor);
			const send = page.locator('main form:has([name=submission_key]) button:not([type=button])');
			if (scripting === 'with JavaScript') {
				const card = page.locator('article', { hasText: told.title });
				await card.getByRole('button', { name: '我的不一样' }).click();
				await page.getByText('1 件已收起').waitFor();
				expect(await card.count()).toBe(0);
				await page.getByRole('button', { name: '重新显示' }).click();
				await card.waitFor();
			} else {
				await send.click();
				await page.getByRole('heading', { name: '可能已经有人反映过' }).waitFor();
				expect(await page.inputValue('[name=title]')).toBe(again.title);
				expect(await send.innerText()).toBe('仍要提交');
			}
			await send.click();
			await page.waitForURL(/submitted/);
			const sent = await portal.sql`select issue_id from private.issue_origins where author_id = ${account}`;
			expect(sent).toHaveLength(1);
			expect(visitor.faults).toEqual([]);
			await visitor.leave();
		});
	}
);

it('a visitor sees it too, and is led through the sign-in with the text kept', async () => {
	const visitor = await newVisitor(browser, { baseURL: portal.url });
	const page = await openForm(visitor);
	await page.fill('[name=title]', again.title);
	const card = page.locator('article', { hasText: told.title });
	await card.getByRole('link', { name: '登录后附议' }).click();
	await page.waitForURL(/\/sign-in\?to=/);
	await openForm(visitor);
	expect(await page.inputValue('[name=title]')).toBe(again.title);
	await card.waitFor();
	expect(visitor.faults).toEqual([]);
	await visitor.leave();
});
