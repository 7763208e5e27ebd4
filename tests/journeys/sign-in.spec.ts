import { describe, expect, it } from 'vitest';
import { newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { askForCode, newestCode, signInAsResident } from '../support/sign-in.ts';

const portal = await openPortal({ town: 'empty' });
const browser = await openBrowser();
let phones = 13_900_000_000;
const newPhone = () => String(++phones);

describe.each(oneWay(import.meta.url))('a resident %s', { tags: ['sampled'] }, (scripting) => {
	const visit = () => newVisitor(browser, { baseURL: portal.url, scripting });

	it('signs in with a code, comes back to where they were, and signs out', async () => {
		const visitor = await visit();
		const { page } = visitor;
		await page.goto('/me/settings');
		expect(new URL(page.url()).pathname).toBe('/sign-in');
		const phone = newPhone();
		await askForCode(page, phone);
		await page.fill('[name=code]', await newestCode(portal, phone));
		await page.click('main form button');
		await page.waitForURL('**/me/settings');
		expect(await page.innerText('main')).toContain(`${phone.slice(0, 3)}****${phone.slice(-4)}`);

		await page.goto('/sign-out');
		await page.click('main form button');
		await page.waitForURL(`${portal.url}/`);
		await page.goto('/me');
		expect(new URL(page.url()).pathname).toBe('/sign-in');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('who was going to a page in the other language reads all of that page in it', async () => {
		const visitor = await visit();
		const { page } = visitor;
		await page.goto('/sign-in?to=%2Fen%2Fme%2Fsettings');
		const phone = newPhone();
		await askForCode(page, phone);
		await page.fill('[name=code]', await newestCode(portal, phone));
		await page.click('main form button');
		await page.waitForURL('**/en/me/settings');
		await page.locator('header', { hasText: 'Raise an issue' }).waitFor();
		expect(await page.getAttribute('html', 'lang')).toBe('en');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('must agree to the privacy terms and give a real number first', async () => {
		const visitor = await visit();
		const { page } = visitor;
		await page.goto('/sign-in');
		await page.fill('[name=identifier]', '12345');
		await page.click('main form[action^="?/code"] button');
		await page.waitForSelector('[role=alert]');
		const said = await page.innerText('main');
		expect(said).toContain('请先阅读并同意个人信息保护说明');
		expect(said).toContain('请填写 11 位手机号');
		expect(await page.inputValue('[name=identifier]')).toBe('12345');
		await visitor.leave();
	});

	it('is told of a wrong code, and after five of them needs a new one', async () => {
		const visitor = await visit();
		const { page } = visitor;
		const phone = newPhone();
		await page.goto('/sign-in');
		await askForCode(page, phone);
		const right = await newestCode(portal, phone);
		const wrong = right === '000000' ? '000001' : '000000';
		for (const sentence of ['验证码不对', '验证码不对', '验证码不对', '验证码不对', '验证码已输错五次']) {
			await page.fill('[name=code]', wrong);
			await page.click('main form button');
			await page.waitForSelector(`[role=alert]:has-text("${sentence}")`);
		}
		await page.fill('[name=code]', right);
		// the alert of the fifth wrong code still stands: only the answer tells that this one was refused too
		await Promise.all([
			page.waitForResponse((response) => response.request().method() === 'POST'),
			page.click('main form button')
		]);
		await page.waitForSelector('[role=alert]:has-text("验证码已输错五次")');

		await page.click('button[formaction]');
		await page.waitForSelector('[role=status]');
		await page.fill('[name=code]', await newestCode(portal, phone));
		await page.click('main form button');
		await page.waitForURL('**/me');
		await visitor.leave();
	});

	it('is told that a code has expired', async () => {
		const visitor = await visit();
		const { page } = visitor;
		const phone = newPhone();
		await page.goto('/sign-in');
		await askForCode(page, phone);
		await portal.freezeClock(new Date(Date.now() + 11 * 60_000));
		await page.fill('[name=code]', await newestCode(portal, phone));
		await page.click('main form button');
		await page.waitForSelector('[role=alert]:has-text("验证码已失效")');
		await portal.freezeClock(null);
		await visitor.leave();
	});

	it('ends the session of another device, and all of them', async () => {
		const [one, other] = [await visit(), await visit()];
		const phone = newPhone();
		await signInAsResident(one.page, portal, phone);
		await signInAsResident(other.page, portal, phone);
		await one.page.goto('/me/settings');
		await one.page.click('main form[action="?/end"] button');
		await one.page.waitForSelector('[role=status]');
		await other.page.goto('/me');
		expect(new URL(other.page.url()).pathname).toBe('/sign-in');

		await one.page.click('main form[action$="?/everywhere"] button');
		await one.page.waitForURL(`${portal.url}/`);
		const left = await portal.sql`
			select from private.sessions s join private.identifiers i using (account_id)
			where i.id = (select max(id) from private.identifiers)`;
		expect(left).toHaveLength(0);
		await one.leave();
		await other.leave();
	});

	it('chooses the surname form', async () => {
		const visitor = await visit();
		const { page } = visitor;
		await signInAsResident(page, portal, newPhone(), '/me/settings');
		await page.check('[name=display][value=surname]');
		await page.click('main form[action="?/save"] button');
		await page.waitForSelector('[role=alert]:has-text("请填写姓氏")');
		await page.fill('[name=surname]', '张');
		await page.click('main form[action="?/save"] button');
		await page.waitForSelector('[role=status]:has-text("已保存")');
		await page.goto('/me');
		expect(await page.innerText('h1')).toBe('张**');
		await visitor.leave();
	});

	it('changes the phone after proving again who it is', async () => {
		const visitor = await visit();
		const { page } = visitor;
		const [before, after] = [newPhone(), newPhone()];
		await signInAsResident(page, portal, before);
		await portal.sql`update private.sessions set confirmed_at = now() - interval '1 hour'`;
		await page.goto('/me/contact');
		await page.click('main form[action="?/request"] button');
		await page.waitForSelector('[name=code]');
		await page.fill('[name=code]', await newestCode(portal, before));
		await page.click('main form[action="?/confirm"] button');
		await page.waitForSelector('[name=identifier]');
		await page.fill('[name=identifier]', after);
		await page.click('main form[action="?/send"] button');
		await page.waitForSelector('main form[action="?/change"]');
		await page.fill('[name=code]', await newestCode(portal, after));
		await page.click('main form[action="?/change"] button');
		await page.waitForSelector('[role=status]:has-text("登录方式已更换")');
		await page.goto('/me/settings');
		expect(await page.innerText('main')).toContain(after.slice(-4));
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('is refused at the desks of staff', async () => {
		const visitor = await visit();
		await signInAsResident(visitor.page, portal, newPhone());
		for (const path of ['/admin', '/admin/staff', '/intake']) {
			expect((await visitor.page.goto(path))?.status(), path).toBe(403);
		}
		await visitor.leave();
	});
});
