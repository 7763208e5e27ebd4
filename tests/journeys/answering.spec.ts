import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { signInAsResident } from '../support/sign-in.ts';
import { enterAsStaff, statusOf, tellAssigned, type DemoRole } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();
const answer = '经查，水泵老化。已更换新泵，11月30日前恢复全天供水，责任人为供水科科长。';
const picture = {
	name: '现场.png',
	mimeType: 'image/png',
	buffer: await sharp({ create: { width: 40, height: 30, channels: 3, background: '#88a' } })
		.png()
		.toBuffer()
};

describe.each(oneWay(import.meta.url))('a department %s', { tags: ['sampled'] }, (scripting) => {
	const onDuty = async (role: DemoRole) => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		await enterAsStaff(visitor.page, portal, role, '/desk');
		return visitor;
	};
	const open = async (page: Page, issue: number) => {
		await page.goto(`/desk/${issue}`);
		await hydrated(page);
	};
	const block = async (page: Page, field: string) => {
		const found = page.locator('details', { has: page.locator(field) }).first();
		if ((await found.getAttribute('open')) === null) await found.locator('summary').first().click();
		return found;
	};
	const told = (title: string, department?: string, cooperating?: string[]) =>
		tellAssigned(portal, { title, body: '三楼以上早晚没有水。' }, department, cooperating);
	const saidSaved = '[role=status]:has-text("草稿已保存")';

	it('drafts by an officer, with pictures and what will be masked, and publishes by its lead', async () => {
		const issue = await told(`三楼以上早晚没有水 ${scripting}`);
		const officer = await onDuty('officer');
		await officer.page.goto('/desk');
		await officer.page.getByRole('link', { name: `三楼以上早晚没有水 ${scripting}` }).click();
		await officer.page.waitForURL(`**/desk/${issue}`);
		await hydrated(officer.page);
		expect(await officer.page.locator('button[formaction="?/publish"]').count()).toBe(0);
		expect(await officer.page.innerText('main')).toContain('答复由部门负责人审定后公开');
		await officer.page.fill('[name=body]', `${answer}联系人手机13800138000。`);
		await officer.page.setInputFiles('[name=pictures]', [picture, { ...picture, buffer: await blue() }]);
		await officer.page.getByRole('button', { name: '保存草稿' }).click();
		await officer.page.waitForSelector(saidSaved);
		await officer.page.waitForSelector('text=公开时将隐去 1 处');
		expect(await officer.page.locator('form img[alt^="第"]').count()).toBe(2);
		await officer.page.getByRole('button', { name: '移除第 2 张图片' }).click();
		await officer.page.getByRole('button', { name: '移除第 2 张图片' }).waitFor({ state: 'detached' });
		expect(await officer.page.inputValue('[name=body]')).toContain(answer);
		const visitors = await newVisitor(browser, { baseURL: portal.url });
		const [draftPicture] =
			await portal.sql`select id from public.attachments where issue_id = ${issue} and removed_at is null`;
		const address = `/issues/${issue}/pictures/${draftPicture?.id}`;
		expect((await visitors.page.request.get(address)).status()).toBe(404);

		const lead = await onDuty('lead');
		await open(lead.page, issue);
		await lead.page.getByRole('button', { name: '公开答复' }).click();
		await lead.page.waitForURL(`**/desk?done=answered&id=${issue}`);
		expect(await statusOf(portal, issue)).toBe('answered');
		const [public_] = await portal.sql`select body from public.responses where issue_id = ${issue}`;
		expect(public_?.body).toBe(`${answer}联系人手机［手机号已隐去］。`);
		expect((await visitors.page.request.get(address)).status()).toBe(200);
		expect([...officer.faults, ...lead.faults]).toEqual([]);
		await Promise.all([officer.leave(), lead.leave(), visitors.leave()]);
	});

	it('refuses the second of two saves, shows both texts and loses neither', async () => {
		const issue = await told('楼顶水箱长期没有清洗');
		const [officer, lead] = [await onDuty('officer'), await onDuty('lead')];
		await open(officer.page, issue);
		await open(lead.page, issue);
		await officer.page.fill('[name=body]', '经办人写的草稿，已经安排清洗水箱。');
		await officer.page.getByRole('button', { name: '保存草稿' }).click();
		await officer.page.waitForSelector(saidSaved);
		await lead.page.fill('[name=body]', '负责人写的草稿，每季度清洗一次。');
		await lead.page.getByRole('button', { name: '公开答复' }).click();
		await lead.page.waitForSelector('[role=alert]:has-text("同事已保存了新的草稿")');
		const sides = lead.page.getByRole('region');
		expect(await sides.filter({ hasText: '您的文字（未保存）' }).last().innerText()).toContain(
			'负责人写的草稿'
		);
		await lead.page.getByText('经办人写的草稿，已经安排清洗水箱。').first().waitFor();
		expect(await lead.page.inputValue('[name=body]')).toBe('负责人写的草稿，每季度清洗一次。');
		expect(await statusOf(portal, issue)).toBe('assigned');

		await lead.page.fill('[name=body]', '已经安排清洗水箱，今后每季度清洗一次。');
		await lead.page.getByRole('button', { name: '公开答复' }).click();
		await lead.page.waitForURL('**/desk?done=answered**');
		await Promise.all([officer.leave(), lead.leave()]);
	});

	it('is refused an answer that says nothing, with the text kept', async () => {
		const issue = await told('井盖丢了一个星期');
		const lead = await onDuty('lead');
		await open(lead.page, issue);
		await lead.page.fill('[name=body]', '已阅。');
		await lead.page.getByRole('button', { name: '公开答复' }).click();
		await lead.page.waitForSelector('[role=alert]:has-text("答复至少要有 10 个字")');
		expect(await lead.page.inputValue('[name=body]')).toBe('已阅。');
		await lead.leave();
	});

	it('promises, reports, revises with a reason, and says it is resolved', async () => {
		const issue = await told('积水路段没有排水口');
		const [officer, lead] = [await onDuty('officer'), await onDuty('lead')];
		const { page } = officer;
		await open(page, issue);
		await block(page, '#field-measure');
		await page.fill('#field-measure', '增设排水口');
		await page.fill('#field-owner', '市政科科长');
		await page.fill('#field-due_on', '2020-01-01');
		await page.getByRole('button', { name: '公开承诺' }).click();
		await page.waitForSelector('[role=alert]:has-text("完成期限不能早于今天")');
		await page.fill('#field-due_on', '2030-06-30');
		await page.fill('#field-target', '3');
		await page.fill('#field-unit', '处');
		await page.getByRole('button', { name: '公开承诺' }).click();
		await page.waitForSelector('[role=status]:has-text("承诺已保存")');
		expect(await page.innerText('main')).toContain('0 / 3 处');

		await page.locator('summary', { hasText: '公布进展' }).click();
		await page.fill('[name=progress]', '已完成现场勘查，下周进场施工。');
		await page.getByRole('button', { name: '公布进展' }).click();
		await page.waitForSelector('[role=status]:has-text("进展已公开")');
		expect(await statusOf(portal, issue)).toBe('in_progress');

		await open(lead.page, issue);
		await lead.page.fill('[name=body]', answer);
		await lead.page.getByRole('button', { name: '公开答复' }).click();
		await lead.page.waitForURL('**/desk?done=answered**');
		await open(lead.page, issue);
		await lead.page.locator('summary', { hasText: '修订这份答复' }).click();
		await lead.page.fill('[name=revised_body]', `${answer}（更正：12月5日前完成）`);
		await lead.page.getByRole('button', { name: '公开修订' }).click();
		await lead.page.waitForSelector('[role=alert]:has-text("请写明修订理由")');
		await lead.page.fill('[name=revision_reason]', '完工日期有误');
		await lead.page.getByRole('button', { name: '公开修订' }).click();
		await lead.page.waitForSelector('[role=status]:has-text("修订已公开")');
		expect(await lead.page.innerText('main')).toContain('此前的 1 个版本');

		await open(page, issue);
		await page.locator('summary', { hasText: '更新或调整' }).click();
		const change = page.locator('form', { has: page.locator('[name=commitment]') });
		await change.locator('[name=actual]').fill('3');
		await change.locator('[name=kept]').check();
		await change.getByRole('button').click();
		await page.waitForSelector('[role=status]:has-text("承诺已保存")');
		expect(await page.innerText('main')).toContain('3 / 3 处');

		await open(lead.page, issue);
		await lead.page.locator('summary', { hasText: '标明已解决' }).click();
		await lead.page.getByRole('button', { name: '标明已解决' }).click();
		await lead.page.waitForSelector('[role=status]:has-text("等待群众评价")');
		expect(await statusOf(portal, issue)).toBe('resolved');
		expect([...officer.faults, ...lead.faults]).toEqual([]);
		await Promise.all([officer.leave(), lead.leave()]);
	});

	it('returns what is not theirs, with the reason in public', async () => {
		const issue = await told('校车超载');
		const officer = await onDuty('officer');
		await open(officer.page, issue);
		await officer.page.locator('summary', { hasText: '退回' }).click();
		await officer.page.fill('[name=return_reason]', '校车由教育部门会同公安交管部门管理。');
		await officer.page.getByRole('button', { name: '退回：非本部门职责' }).click();
		await officer.page.waitForURL('**/desk?done=returned**');
		expect(await statusOf(portal, issue)).toBe('published');
		expect((await officer.page.goto(`/desk/${issue}`))?.status()).toBe(403);
		await officer.leave();
	});

	it('reads along where it only cooperates, and is refused where it is not asked', async () => {
		const shared = await told('公交站牌被撞歪', 'transport', ['housing']);
		const foreign = await told('班车早班取消', 'transport');
		const lead = await onDuty('lead');
		await open(lead.page, shared);
		expect(await lead.page.innerText('main')).toContain('可以查看，不能代为答复');
		expect(await lead.page.locator('main form').count()).toBe(0);
		expect((await lead.page.goto(`/desk/${foreign}`))?.status()).toBe(403);
		expect(await lead.page.innerText('main')).toContain('没有交办给您的部门');
		await lead.leave();
	});

	it('shows every tab of the desk', async () => {
		const lead = await onDuty('lead');
		for (const tab of [
			'owes_answer',
			'in_progress',
			'overdue',
			'commitments',
			'cooperating',
			'done',
			'nonsense'
		]) {
			const response = await lead.page.goto(`/desk?tab=${tab}&department=transport&after_id=x`);
			expect(response?.status(), tab).toBe(200);
			expect(await lead.page.locator('nav [aria-current=page]').count()).toBeGreaterThan(0);
		}
		await lead.leave();
	});
});

it('a resident at the desk reads a sentence and 403', async () => {
	const visitor = await newVisitor(browser, { baseURL: portal.url });
	await signInAsResident(visitor.page, portal, '13611113333');
	expect((await visitor.page.goto('/desk'))?.status()).toBe(403);
	expect(await visitor.page.innerText('main')).toContain('您的岗位不能办理这件事');
	await visitor.leave();
});

function blue(): Promise<Buffer> {
	return sharp({ create: { width: 30, height: 30, channels: 3, background: '#00f' } })
		.png()
		.toBuffer();
}
