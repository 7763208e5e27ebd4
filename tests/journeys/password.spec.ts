import { expect, it } from 'vitest';
import { newVisitor, openBrowser, scriptings } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import {
	acceptInvitation,
	authenticatorCode,
	inviteFirst,
	newestMessage,
	signInAsStaff,
	staffPassword
} from '../support/sign-in.ts';

const portal = await openPortal({ town: 'empty' });
const browser = await openBrowser();

const people = {
	'with JavaScript': { role: 'administrator', mail: 'first@county.example' },
	'without JavaScript': { role: 'commission_lead', mail: 'lead@county.example' }
};

it.each(scriptings)('somebody who works here changes their own password %s', async (scripting) => {
	const { role, mail } = people[scripting];
	const visit = () => newVisitor(browser, { baseURL: portal.url, scripting });
	const [here, elsewhere] = [await visit(), await visit()];
	const { page } = here;
	const secret = await acceptInvitation(page, await inviteFirst(portal, role, mail));
	const codeIsFresh = () => portal.sql`update private.credentials set last_totp_step = 0`;
	await codeIsFresh();
	await signInAsStaff(elsewhere.page, mail, secret, '/me');
	await codeIsFresh();

	await page.goto('/me/settings');
	await page.click('main a[href="/me/password"]');
	await page.waitForURL('**/me/password');
	const change = async (present: string, code: string) => {
		await page.fill('[name=present]', present);
		await page.fill('[name=password]', '换了一句更长的话 2027');
		await page.fill('[name=repeated]', '换了一句更长的话 2027');
		await page.fill('[name=code]', code);
		await page.click('main form button');
	};
	await change('不是这一句', authenticatorCode(secret));
	await page.waitForSelector('[role=alert]:has-text("现在的密码不对")');
	await change(staffPassword, authenticatorCode(secret) === '000000' ? '000001' : '000000');
	await page.waitForSelector('[role=alert]:has-text("动态口令不对")');
	await change(staffPassword, authenticatorCode(secret));
	await page.waitForSelector('[role=status]:has-text("密码已修改")');

	expect((await page.goto('/me/settings'))?.status()).toBe(200);
	expect(new URL(page.url()).pathname).toBe('/me/settings');
	await elsewhere.page.goto('/me/settings');
	expect(new URL(elsewhere.page.url()).pathname).toBe('/sign-in');
	expect(await newestMessage(portal, mail)).toContain('密码刚刚修改');
	await elsewhere.page.goto('/sign-in/staff');
	await elsewhere.page.fill('[name=mail]', mail);
	await elsewhere.page.fill('[name=password]', staffPassword);
	await elsewhere.page.click('main form button');
	await elsewhere.page.waitForSelector('[role=alert]:has-text("邮箱或密码不对")');
	expect([...here.faults, ...elsewhere.faults]).toEqual([]);
	await here.leave();
	await elsewhere.leave();
});
