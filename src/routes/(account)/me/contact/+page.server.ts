import { requireResident } from '$lib/accounts/guards.server';
import { codeEntry, confirmationEntry, confirmationRequest, contactRequest } from '$lib/accounts/schema';
import {
	changeContact,
	confirmSession,
	isFreshlyConfirmed,
	readSettings,
	requestConfirmation,
	requestContactChange
} from '$lib/accounts/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireResident(locals);
	const { contacts } = await readSettings(session);
	return { isConfirmed: isFreshlyConfirmed(session), contacts };
};

export const actions: Actions = {
	request: ({ request, locals, getClientAddress }) =>
		formAction(request, confirmationRequest, async ({ kind }) => ({
			values: { kind, ...(await requestConfirmation(requireResident(locals), kind, getClientAddress())) }
		})),

	confirm: (event) =>
		formAction(event.request, confirmationEntry, async ({ challenge, code }) => {
			const session = requireResident(event.locals);
			await confirmSession(session, challenge, code);
			event.locals.session = { ...session, confirmedAt: new Date() };
			return { confirmed: true };
		}),

	send: ({ request, locals, getClientAddress }) =>
		formAction(request, contactRequest, async ({ identifier }) => ({
			values: {
				identifier: identifier.value,
				...(await requestContactChange(requireResident(locals), identifier, getClientAddress()))
			}
		})),

	change: ({ request, locals }) =>
		formAction(request, codeEntry, async ({ challenge, code }) => {
			await changeContact(requireResident(locals), challenge, code);
			return { changed: true };
		})
};
