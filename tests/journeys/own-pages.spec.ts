import { afterEach, describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay, type Visitor } from '../support/browser.ts';
import { shareWorld } from '../support/shared.ts';
import { signInAs } from '../support/sign-in.ts';
import { callAs } from '../support/world.ts';

const { portal, world } = await shareWorld();
const browser = await openBrowser();
const intake = await world.staff('intake_officer');

const ask = (issue: number, question: string) =>
	callAs(portal.sql, intake, (as) => as`select public.request_info(${issue}, ${question})`);
const reject = (issue: number, note: string) =>
	callAs(portal.sql, intake, (as) => as`select public.reject_issue(${issue}, 'unclear', ${note})`);

describe.each(oneWay(import.meta.url))('a resident %s', { tags: ['sampled'] }, (scripting) => {
	let visitor: Visitor;

	async function open(account: string, path: string) {
		visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		await signInAs(visitor.context, portal, account);
		const answer = await visitor.page.goto(path);
		await hydrated(visitor.page);
		return { page: visitor.page, status: answer?.status() };
	}

	afterEach(async () => {
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('answers a question of the intake officer', async () => {
		const { id, author } = await world.issue();
		await ask(id, '请问是哪一栋楼？');
		const { page } = await open(author, '/me/issues');
		await page.click(`main a[href="/me/issues/${id}"]`);
		await page.waitForSelector('text=请问是哪一栋楼？');
		await page.fill('[name=body]', '');
		await page.click('text=提交补充');
		await page.waitForSelector('main [role=alert]');
		await page.fill('[name=body]', '三栋二单元，家里三天没有水了，电话13900001111');
		await page.click('text=提交补充');
		await page.waitForURL(/completed/);
		expect(await page.innerText('main')).toContain('已补充，重新进入审核');
		expect(await page.innerText('main')).toContain('［手机号已隐去］');
		expect(await world.statusOf(id)).toBe('submitted');
	});

	it('appeals a rejection once', async () => {
		const { id, author } = await world.issue();
		await reject(id, '看不出是什么事');
		const { page } = await open(author, `/me/issues/${id}`);
		expect(await page.innerText('main')).toContain('看不出是什么事');
		expect(await page.innerText('main')).toContain('没法交给部门办理');
		await page.fill('[name=reason]', '不');
		await page.click('text=提交申诉');
		await page.waitForSelector('main [role=alert]');
		expect(await page.inputValue('[name=reason]')).toBe('不');
		await page.fill('[name=reason]', '是自来水的事，打13900001111可以问到');
		await page.click('text=提交申诉');
		await page.waitForURL(/appealed/);
		expect(await page.innerText('main')).toContain('［手机号已隐去］');
		expect(await world.statusOf(id)).toBe('submitted');
		await reject(id, '仍然不清楚');
		await page.goto(`/me/issues/${id}`);
		expect(await page.innerText('main')).toContain('申诉机会已经使用过');
		expect(await page.locator('[name=reason]').count()).toBe(0);
	});

	it('withdraws an issue after saying so twice', async () => {
		const { id, author } = await world.publishedIssue();
		const { page } = await open(author, `/me/issues/${id}`);
		await page.click('main summary:has-text("撤回诉求")');
		await page.click('main form[action="?/withdraw"] button');
		await page.waitForSelector('text=请先勾选确认');
		expect(await world.statusOf(id)).toBe('published');
		await page.check('[name=sure]');
		await page.click('main form[action="?/withdraw"] button');
		await page.waitForURL(/withdrawn/);
		expect(await page.innerText('main')).toContain('您已撤回这件诉求');
		expect(await world.statusOf(id)).toBe('withdrawn');
	});

	it('cuts the tie to an answered issue, which stays public', async () => {
		const { id, author } = await world.assignedIssue();
		await world.answer(id);
		const { page } = await open(author, `/me/issues/${id}`);
		await page.click('main summary:has-text("去掉我与这件诉求的关联")');
		await page.check('[name=sure]');
		await page.click('main form[action="?/withdraw"] button');
		await page.waitForURL(/\/me\/issues\?anonymised/);
		expect(await page.locator(`main a[href="/me/issues/${id}"]`).count()).toBe(0);
		expect(await world.statusOf(id)).toBe('answered');
		expect((await page.goto(`/me/issues/${id}`))?.status()).toBe(404);
	});

	it("does not see another's issue among the own ones", async () => {
		const { id } = await world.publishedIssue();
		const { status } = await open(await world.resident(), `/me/issues/${id}`);
		expect(status).toBe(404);
	});

	it('rates an answer, changes the rating, and finds it again', async () => {
		const { id, author } = await world.assignedIssue();
		await world.answer(id, { saysResolved: true });
		const { page } = await open(author, `/issues/${id}/rate`);
		expect(new URL(page.url()).hash).toBe('#rate');
		await page.check('[name=solved][value=no]');
		await page.fill('[name=comment]', '还是没水，打13900001111问过');
		await page.click('main form button:has-text("提交评价")');
		await page.waitForSelector('main [role=alert]');
		expect(await page.innerText('main [role=alert]')).toContain('请选择满意程度');
		expect(await page.isChecked('[name=solved][value=no]')).toBe(true);
		await page.check('[name=solved][value=yes]');
		await page.check('[name=satisfaction][value="2"]');
		await page.click('main form button:has-text("提交评价")');
		await page.waitForSelector('text=您的评价已公开');
		expect(await world.statusOf(id)).toBe('confirmed');
		await page.click('#rate summary:has-text("修改评价")');
		await page.check('[name=satisfaction][value="4"]');
		const saved = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.click('#rate button:has-text("修改评价")');
		await saved;
		const rows = await portal.sql`select g.satisfaction, g.comment from public.ratings g
			join public.responses r on r.id = g.response_id where r.issue_id = ${id}`;
		expect(rows).toEqual([{ satisfaction: 4, comment: '还是没水，打［手机号已隐去］问过' }]);
		await page.goto('/me/ratings');
		expect(await page.innerText('main')).toContain('满意');
		await portal.sql`update public.ratings set rated_at = now() - interval '15 days'`;
		await page.goto(`/issues/${id}`);
		expect(await page.innerText('main')).toContain('评价已超过 14 天');
		expect(await page.locator('[name=satisfaction]').count()).toBe(0);
	});

	it('who did not support the issue is told why rating is not possible', async () => {
		const { id } = await world.assignedIssue();
		await world.answer(id);
		const late = await world.resident();
		await world.vote(id, [late]);
		const { page } = await open(late, `/issues/${id}`);
		expect(await page.innerText('main')).toContain('您没有在答复公开前附议');
		expect(await page.locator('[name=satisfaction]').count()).toBe(0);
	});

	it('reads what moved, marks it read, and unfollows', async () => {
		const { id } = await world.publishedIssue();
		const reader = await world.resident();
		await callAs(portal.sql, reader, (as) => as`select public.follow_issue(${id}, true)`);
		const { page } = await open(reader, '/me/news');
		expect(await page.locator('header .unread').count(), 'what was before is no news').toBe(0);
		await callAs(portal.sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`);
		await page.goto('/issues');
		expect(await page.innerText('header .unread')).toContain('1');
		await page.goto('/me/news');
		expect(await page.innerText('main')).toContain('交办');
		await page.click('text=全部标为已读');
		await expect.poll(() => page.innerText('main')).not.toContain('全部标为已读');
		expect(await page.locator('header .unread').count()).toBe(0);
		await page.goto('/me/follows');
		await page.click('text=取消关注');
		await page.waitForSelector('text=您还没有关注诉求');
	});
});
