import { beforeEach, describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import {
	acceptInvitation,
	authenticatorCode,
	inviteFirst,
	newestMessage,
	signInAsStaff,
	staffPassword
} from '../support/sign-in.ts';

const browser = await openBrowser();

describe.each(oneWay(import.meta.url))(
	'the first administrator %s',
	{ tags: ['sampled'] },
	async (scripting) => {
		const portal = await openPortal({ town: 'empty' });
		const administrator = 'first@county.example';
		const visit = () => newVisitor(browser, { baseURL: portal.url, scripting });
		let secret = '';

		beforeEach(async () => {
			// One person signs in many times here; what limits do has tests of its own.
			await portal.sql`delete from private.attempts`;
			await portal.sql`update private.credentials set last_totp_step = 0`;
		});

		it('opens the printed link once, and signs in with password and authenticator', async () => {
			const visitor = await visit();
			const { page } = visitor;
			const link = await inviteFirst(portal, 'administrator', administrator);
			await page.goto(link);
			await page.fill('[name=password]', 'short');
			await page.fill('[name=repeated]', 'other');
			await page.fill('[name=code]', '000000');
			await page.click('main form button');
			await page.waitForSelector('[role=alert]:has-text("密码至少 12 个字符")');

			secret = await acceptInvitation(page, link);
			expect(await page.innerText('main')).toContain('平台管理员');
			expect((await page.goto(link))?.status()).toBe(410);

			await page.goto('/sign-out');
			await page.click('main form button');
			await page.waitForURL(`${portal.url}/`);
			await signInAsStaff(page, administrator, secret, '/admin');
			expect(new URL(page.url()).pathname).toBe('/admin/regions');
			expect(visitor.faults).toEqual([]);
			await visitor.leave();
		});

		it('is told no more of a wrong password than of an unknown mail, and a code opens once', async () => {
			const visitor = await visit();
			const { page } = visitor;
			for (const mail of [administrator, 'nobody@county.example']) {
				await page.goto('/sign-in/staff');
				await page.fill('[name=mail]', mail);
				await page.fill('[name=password]', 'not the password');
				await page.click('main form button');
				await page.waitForSelector('[role=alert]:has-text("邮箱或密码不对")');
				expect(await page.inputValue('[name=mail]')).toBe(mail);
			}
			await page.fill('[name=mail]', administrator);
			await page.fill('[name=password]', staffPassword);
			await page.click('main form button');
			await page.waitForSelector('[name=code]');
			const code = authenticatorCode(secret);
			const wrong = code === '000000' ? '000001' : '000000';
			await page.fill('[name=code]', wrong);
			await page.click('main form button');
			await page.waitForSelector('[role=alert]:has-text("动态口令不对")');
			await portal.sql`update private.credentials set last_totp_step = 99999999999`;
			await page.fill('[name=code]', authenticatorCode(secret));
			await page.click('main form button');
			await page.waitForSelector('[role=alert]:has-text("已经用过")');
			await visitor.leave();
		});

		it('adds a region and a department, and invites an officer, who signs in', async () => {
			const [boss, officer] = [await visit(), await visit()];
			const { page } = boss;
			await signInAsStaff(page, administrator, secret, '/admin/regions');
			await page.click('main table a');
			await page.waitForURL('**/admin/regions/*');
			await page.click('main a[href*="below="]');
			await page.waitForURL('**/admin/regions/new*');
			await page.fill('[name=key]', 'chengguan');
			await page.fill('[name=nameZh]', '城关镇');
			await page.fill('[name=nameEn]', 'Chengguan Town');
			await page.fill('[name=code]', '130534');
			await page.click('main form button');
			await page.waitForSelector('h1:has-text("城关镇")');

			await page.goto('/admin/departments/new');
			await hydrated(page);
			await page.selectOption('[name=region]', { index: 1 });
			await page.fill('[name=key]', 'water');
			await page.fill('[name=nameZh]', '水务局');
			await page.fill('[name=nameEn]', 'Water Bureau');
			await page.click('main form button');
			await page.waitForSelector('td:has-text("water")');

			await page.goto('/admin/staff/invite');
			await hydrated(page);
			await page.fill('[name=name]', '陈立');
			await page.fill('[name=mail]', 'chen@county.example');
			await page.selectOption('[name=role]', 'officer');
			await page.selectOption('[name=place]', 'department:water');
			await page.click('main form button');
			await page.waitForSelector('[role=status]:has-text("邀请已发出")');

			const mail = await newestMessage(portal, 'chen@county.example');
			const link = /https?:\/\/[^\s<]+\/invitation\/[\w-]+/.exec(mail)?.[0] ?? '';
			await acceptInvitation(officer.page, link);
			expect(await officer.page.innerText('main')).toContain('水务局 · 部门经办人');
			expect((await officer.page.goto('/admin'))?.status()).toBe(403);

			await page.goto('/admin/staff');
			await hydrated(page);
			await page.click('main a:has-text("陈立")');
			await page.waitForSelector('form[action="?/revoke"]');
			await page.click('form[action="?/disable"] button');
			await page.waitForSelector('form[action="?/enable"]');
			await officer.page.goto('/me');
			expect(new URL(officer.page.url()).pathname).toBe('/sign-in');
			expect([...boss.faults, ...officer.faults]).toEqual([]);
			await boss.leave();
			await officer.leave();
		});

		it('is told when somebody else saved first, and loses nothing', async () => {
			const visitor = await visit();
			const { page } = visitor;
			await signInAsStaff(page, administrator, secret, '/admin/departments/water');
			await portal.sql`update public.departments set name_zh = '水利局', version = version + 1 where key = 'water'`;
			await page.fill('[name=nameZh]', '水务和湖泊局');
			await page.click('main form button');
			await page.waitForSelector('[role=alert]:has-text("别人已经改过")');
			expect(await page.innerText('main')).toContain('水利局');
			expect(await page.inputValue('[name=nameZh]')).toBe('水务和湖泊局');
			await page.waitForSelector('[name=version][value="2"]', { state: 'attached' });
			await page.click('main form button');
			await page.waitForSelector('[role=status]:has-text("已保存")');
			await visitor.leave();
		});

		it('cannot give themselves a role, nor make a commission lead', async () => {
			const visitor = await visit();
			const { page } = visitor;
			await signInAsStaff(page, administrator, secret, '/admin/staff');
			await page.click('main a:has-text("平台管理员")');
			await page.waitForSelector('main:has-text("由另一位管理员办理")');
			expect(await page.locator('form[action="?/grant"]').count()).toBe(0);
			await page.goto('/admin/staff/invite');
			await hydrated(page);
			expect(await page.locator('option[value=commission_lead]').count()).toBe(0);
			expect(await page.locator('option[value=supervisor]').count()).toBe(1);
			await visitor.leave();
		});
	}
);
