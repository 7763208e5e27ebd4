import { redirect } from '@sveltejs/kit';
import { demoResidents } from '$lib/accounts/demo';
import { codeEntry, codeRequest, privacyVersion } from '$lib/accounts/schema';
import { redeemSignInCode, requestSignInCode } from '$lib/accounts/service.server';
import { startSession } from '$lib/accounts/session.server';
import { config } from '$lib/platform/config.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href, locale } from '$lib/platform/i18n/i18n';
import { pathOfThisSite } from '$lib/platform/http/paths';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	to: pathOfThisSite(url.searchParams.get('to'), ''),
	prefilled: url.searchParams.get('as') ?? '',
	privacyVersion,
	demoAccounts: config().demo
		? demoResidents.map(({ name, nameEn, phone }) => ({
				name: locale() === 'en' ? nameEn : name,
				identifier: phone
			}))
		: []
});

export const actions: Actions = {
	code: ({ request, getClientAddress }) =>
		formAction(request, codeRequest, async ({ identifier }) => ({
			values: { identifier: identifier.value, ...(await requestSignInCode(identifier, getClientAddress())) }
		})),

	verify: (event) =>
		formAction(event.request, codeEntry, async ({ challenge, code }) => {
			await startSession(event, await redeemSignInCode(challenge, code));
			redirect(303, pathOfThisSite(event.url.searchParams.get('to'), href('/me')));
		})
};
