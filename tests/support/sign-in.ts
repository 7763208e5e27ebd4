import type { Page } from 'playwright-core';
import { TOTP, Secret } from 'otpauth';
import type { Portal } from './portal.ts';

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
