import { describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { signInAsResident } from '../support/sign-in.ts';
import { publish, residentsOf, enterAsStaff, statusOf, tell } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	const visit = () => newVisitor(browser, { baseURL: portal.url, scripting });
	const onDuty = async () => {
		const visitor = await visit();
		await enterAsStaff(visitor.page, portal, 'intake', '/intake');
		return visitor;
	};
	const openCase = async (page: Page, issue: number) => {
		await page.goto(`/intake/${issue}`);
		await hydrated(page);
	};
	/** Opens the block, as a person does, unless it stands open. */
	const form = async (page: Page, action: string) => {
		const block = page.locator('details', { has: page.locator(`form[action="?/${action}"]`) });
		if ((await block.getAttribute('open')) === null) await block.locator('summary').click();
		return block;
	};

	it('corrects the text and the field, publishes, assigns, and is offered the next', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const issue = await tell(portal, {
			title: `楼道灯坏了三个月 ${scripting}`,
			body: '夜里老人摔过，找物业没人管，电话13800138000。'
		});
		await openCase(page, issue);
		expect(await page.innerText('mark')).toBe('［手机号已隐去］');
		await page.fill('[name=title]', '楼道照明坏了三个月没人修');
		await page.fill('[name=body]', '夜里有老人摔过，找物业没人管。我的电话是13900139000。');
		await page.selectOption('[name=category]', 'law_enforcement');
		await (await form(page, 'publish')).locator('form button:not([type=button])').click();
		await page.waitForURL(`**/intake?done=published&id=${issue}`);
		const notice = page.locator('[role=status]');
		expect(await notice.innerText()).toContain(`编号 ${issue} 已公开`);
		expect(await notice.innerText()).toContain('下一件');
		const [stored] =
			await portal.sql`select title, body, category_key, status from public.issues where id = ${issue}`;
		expect(stored).toEqual({
			title: '楼道照明坏了三个月没人修',
			body: '夜里有老人摔过，找物业没人管。我的电话是［手机号已隐去］。',
			category_key: 'law_enforcement',
			status: 'published'
		});

		await notice.getByRole('link', { name: `现在就交办编号 ${issue}` }).click();
		await page.waitForURL(`**/intake/${issue}`);
		await hydrated(page);
		const assign = await form(page, 'assign');
		await assign.locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("请选择主办部门")');
		await page.selectOption('[name=lead]', 'housing');
		await page.check('[name=cooperating][value=transport]');
		await (await form(page, 'assign')).locator('form button:not([type=button])').click();
		await page.waitForURL(`**/intake?done=assigned&id=${issue}`);
		expect(await statusOf(portal, issue)).toBe('assigned');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('is told when a colleague changed the text meanwhile, and loses nothing', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const issue = await tell(portal, { title: '电梯天天停运', body: '七楼老人下不了楼。' });
		await openCase(page, issue);
		await page.fill('[name=body]', '我改过的文字：七楼老人下不了楼。');
		await portal.sql`update public.issues set body = '同事改过的文字。', version = version + 1 where id = ${issue}`;
		await (await form(page, 'publish')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("已被其他人修改")');
		const yours = page.getByRole('group', { name: '您的文字（未保存）' });
		const standing = page.getByRole('group', { name: '现在的文字' });
		expect(await yours.innerText()).toContain('我改过的文字');
		await standing.getByText('同事改过的文字。').waitFor();
		expect(await page.inputValue('[name=body]')).toContain('我改过的文字');
		expect(await statusOf(portal, issue)).toBe('submitted');

		await (await form(page, 'publish')).locator('form button:not([type=button])').click();
		await page.waitForURL('**/intake?done=published**');
		await visitor.leave();
	});

	it('keeps the version that was read when something else is refused', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const issue = await tell(portal, { title: '小区停车收费没公示', body: '物业自己定价。' });
		await openCase(page, issue);
		await page.fill('[name=title]', '停'.repeat(121));
		await portal.sql`update public.issues set body = '同事的文字。', version = version + 1 where id = ${issue}`;
		await (await form(page, 'publish')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("标题最多 120 字")');
		await page.fill('[name=title]', '停车收费没有公示');
		await (await form(page, 'publish')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("已被其他人修改")');
		await visitor.leave();
	});

	it('asks the author, rejects with a reason, and hands on', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const told = () => tell(portal, { title: '这件事情需要处理', body: '内容在这里。' });

		const unclear = await told();
		await openCase(page, unclear);
		await (await form(page, 'ask')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("请写明需要补充什么")');
		await page.fill('[name=question]', '请写明是哪一栋楼、从哪天开始。');
		await (await form(page, 'ask')).locator('form button:not([type=button])').click();
		await page.waitForURL('**/intake?done=asked**');
		await openCase(page, unclear);
		expect(await page.innerText('main')).toContain('暂停计时');

		const abusive = await told();
		await openCase(page, abusive);
		await (await form(page, 'reject')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("请选择不予公开的理由")');
		await page.check('[name=reason][value=abuse]');
		await page.fill('#field-reject-note', '请改用平和的说法重新提交。');
		await (await form(page, 'reject')).locator('form button:not([type=button])').click();
		await page.waitForURL('**/intake?done=rejected**');

		const allegation = await told();
		await openCase(page, allegation);
		await form(page, 'transfer');
		await page.check('[name=destination][value=discipline_12388]');
		await (await form(page, 'transfer')).locator('form button:not([type=button])').click();
		await page.waitForURL('**/intake?done=transferred**');

		expect(await Promise.all([unclear, abusive, allegation].map((id) => statusOf(portal, id)))).toEqual([
			'needs_info',
			'rejected',
			'transferred'
		]);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('sees an original only by asking for it, and the look is logged', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const issue = await tell(portal, { title: '危房鉴定没有结果', body: '联系我：13700137000' });
		await openCase(page, issue);
		expect(await page.content()).not.toContain('13700137000');
		await page.click('form[action="?/original"] button');
		await page.waitForSelector('main :text("13700137000")');
		expect(await page.innerText('main')).toContain('本次查看已记入日志');
		const looks =
			await portal.sql`select from private.audit_log where action = 'read_original' and subject = ${`issue:${issue}`}`;
		expect(looks).toHaveLength(1);
		await visitor.leave();
	});

	it('learns that somebody else has already decided', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const issue = await tell(portal, { title: '路边堆满建筑垃圾', body: '没人清运。' });
		await openCase(page, issue);
		await publish(portal, issue);
		await form(page, 'reject');
		await page.check('[name=reason][value=unclear]');
		await (await form(page, 'reject')).locator('form button:not([type=button])').click();
		await page.waitForSelector('[role=alert]:has-text("状态已经变化")');
		expect(await statusOf(portal, issue)).toBe('published');
		await visitor.leave();
	});

	it('pages through the queue by key, the longest due first', async () => {
		const visitor = await onDuty();
		const { page } = visitor;
		const author = (await residentsOf(portal, 1))[0] ?? '';
		for (let n = 0; n < 31; n++) {
			if (n % 9 === 0)
				await portal.sql`update private.issue_origins set author_id = null where author_id = ${author}`;
			await tell(portal, { title: `第 ${n} 件重复的小事`, body: '请处理。', author });
		}
		await page.goto('/intake?kind=decide');
		const first = await page.locator('main ol > li').count();
		expect(first).toBe(30);
		await page.click('a[rel=next]');
		await page.waitForURL('**after_id=**');
		expect(await page.locator('main ol > li').count()).toBeGreaterThan(0);
		expect((await page.goto('/intake?kind=nonsense&after_id=x&after_due=y'))?.status()).toBe(200);
		await visitor.leave();
	});
});

describe('whoever is no intake officer', () => {
	it('as a resident reads a sentence and 403', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url });
		await signInAsResident(visitor.page, portal, '13611112222');
		expect((await visitor.page.goto('/intake'))?.status()).toBe(403);
		expect(await visitor.page.innerText('main')).toContain('您的岗位不能办理这件事');
		await visitor.leave();
	});

	it('as an officer of another region is refused by name', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url });
		await enterAsStaff(visitor.page, portal, 'intake', '/intake');
		const issue = await tell(portal, { title: '邻县的事情一件', body: '不归这里管。' });
		await publish(portal, issue);
		const grants = await portal.sql<{ id: number; region_id: number }[]>`
			select id, region_id from public.role_grants where role = 'intake_officer' and revoked_at is null`;
		onTestFinished(async () => {
			for (const { id, region_id } of grants)
				await portal.sql`update public.role_grants set region_id = ${region_id} where id = ${id}`;
		});
		// The officer is moved to another town than the one that the issue is told of.
		await portal.sql`
			update public.role_grants g set region_id = (
				select r.id from public.regions r, public.issues i
				where i.id = ${issue} and r.level = 4 and r.id <> i.region_id order by r.id limit 1)
			where g.role = 'intake_officer' and g.revoked_at is null`;
		expect((await visitor.page.goto(`/intake/${issue}`))?.status()).toBe(403);
		expect(await visitor.page.innerText('main')).toContain('不在您负责的区域');
		expect((await visitor.page.goto('/intake/999999'))?.status()).toBe(404);
		await visitor.leave();
	});
});
