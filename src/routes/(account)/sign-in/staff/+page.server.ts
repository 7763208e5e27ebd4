import { redirect } from '@sveltejs/kit';
import { totpCode } from '$lib/accounts/credentials.server';
import { demoPassword, demoStaff } from '$lib/accounts/demo';
import { passwordEntry, totpEntry } from '$lib/accounts/schema';
import { startSession } from '$lib/accounts/session.server';
import { checkPassword, checkTotp } from '$lib/accounts/staff-sign-in.server';
import { config } from '$lib/platform/config.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href, locale } from '$lib/platform/i18n/i18n';
import { pathOfThisSite } from '$lib/platform/http/paths';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	to: pathOfThisSite(url.searchParams.get('to'), ''),
	prefilled: url.searchParams.get('as') ?? '',
	demoPassword: config().demo ? demoPassword : null,
	demoAccounts: config().demo
		? demoStaff.map(({ name, nameEn, role, mail }) => ({
				name: locale() === 'en' ? nameEn : name,
				role,
				mail
			}))
		: []
});

export const actions: Actions = {
	password: ({ request, getClientAddress }) =>
		formAction(request, passwordEntry, async ({ mail, password }) => ({
			values: { mail, ...(await checkPassword(mail, password, getClientAddress())) },
			demoCode: currentDemoCode(mail)
		})),

	totp: (event) =>
		formAction(event.request, totpEntry, async ({ challenge, code }) => {
			await startSession(event, await checkTotp(challenge, code));
			redirect(303, pathOfThisSite(event.url.searchParams.get('to'), href('/me')));
		})
};

function currentDemoCode(mail: string): string | null {
	const account = config().demo ? demoStaff.find((staff) => staff.mail === mail) : undefined;
	return account ? totpCode(account.totpSecret) : null;
}
