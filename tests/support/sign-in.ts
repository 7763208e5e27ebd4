import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from '../../supabase/local/config.ts';
import type { Portal } from './portal.ts';

const run = promisify(execFile);

/** The newest code or link that the demo's outbox shows for a phone or mail. */
export async function newestMessage(portal: Portal, recipient: string): Promise<string> {
	const page = await (await fetch(`${portal.url}/outbox`)).text();
	const found = page
		.split('<article')
		.slice(1)
		.find((article) => article.includes(recipient));
	if (!found) throw new Error(`The outbox has nothing for ${recipient}.`);
	return found;
}

export async function newestCode(portal: Portal, recipient: string): Promise<string> {
	const code = /\b\d{6}\b/.exec((await newestMessage(portal, recipient)).replaceAll(recipient, ''));
	if (!code) throw new Error(`No code for ${recipient}.`);
	return code[0];
}

/** Asks for a code on the sign-in page, which the page opened must be. */
export async function askForCode(page: Page, identifier: string): Promise<void> {
	await page.fill('[name=identifier]', identifier);
	await page.check('[name=consent]');
	await page.click('main form[action^="?/code"] button');
	await page.waitForSelector('[name=code]');
}

export async function signInAsResident(
	page: Page,
	portal: Portal,
	identifier: string,
	to = ''
): Promise<void> {
	await page.goto(`/sign-in${to && `?to=${encodeURIComponent(to)}`}`);
	await askForCode(page, identifier);
	await page.fill('[name=code]', await newestCode(portal, identifier));
	await Promise.all([
		page.waitForURL((url) => !url.pathname.includes('/sign-in')),
		page.click('main form button')
	]);
}

/** What the authenticator app shows; `stepsAhead` when the current code has been used. */
export function authenticatorCode(secret: string, stepsAhead = 0): string {
	return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
		timestamp: Date.now() + stepsAhead * 30_000
	});
}

/** Runs the operator's command, as in an empty portal, and gives the link that it prints. */
export async function inviteFirst(portal: Portal, role: string, mail: string): Promise<string> {
	const script = path.join(root, 'supabase/seed/invite-first.ts');
	const { stdout } = await run(
		process.execPath,
		['--import', 'tsx', script, role, '--mail', mail, '--name', '平台管理员'],
		{
			cwd: root,
			env: { ...process.env, ...portal.env, PUBLIC_ORIGIN: portal.url }
		}
	);
	const link = /https?:\S+\/invitation\/\S+/.exec(stdout)?.[0];
	if (!link) throw new Error(`No link in: ${stdout}`);
	return link;
}

export const staffPassword = '三条河边的老柳树 2026';

/** Opens an invitation, sets the password, enrols, and gives the authenticator's secret. */
export async function acceptInvitation(page: Page, link: string): Promise<string> {
	await page.goto(link);
	const secret = await page.innerText('main code');
	await page.fill('[name=password]', staffPassword);
	await page.fill('[name=repeated]', staffPassword);
	await page.fill('[name=code]', authenticatorCode(secret));
	await page.click('main form button');
	await page.waitForURL('**/me');
	return secret;
}

/** Signs in with a code one step ahead: the current one may have been used at the enrolment. */
export async function signInAsStaff(page: Page, mail: string, secret: string, to = ''): Promise<void> {
	await page.goto(`/sign-in/staff${to && `?to=${encodeURIComponent(to)}`}`);
	await page.fill('[name=mail]', mail);
	await page.fill('[name=password]', staffPassword);
	await page.click('main form button');
	await page.waitForSelector('[name=code]');
	await page.fill('[name=code]', authenticatorCode(secret, 1));
	await Promise.all([
		page.waitForURL((url) => !url.pathname.includes('/sign-in')),
		page.click('main form button')
	]);
}

/** A browser in which the account is signed in already: for journeys that are about something else. */
export async function signInAs(context: BrowserContext, portal: Portal, account: string): Promise<void> {
	const token = randomBytes(20).toString('hex');
	const session = createHash('sha256').update(token).digest('hex');
	await portal.sql`select private.open_session(${session}, ${account}, 'test')`;
	await context.addCookies([{ name: 'session', value: token, url: portal.url }]);
}
