import { redirect } from '@sveltejs/kit';
import { acceptInvitation, readInvitation } from '$lib/accounts/invitations.server';
import { invitationAnswer } from '$lib/accounts/schema';
import { startSession } from '$lib/accounts/session.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({ enrolment: await readInvitation(params.token) });

export const actions: Actions = {
	default: (event) =>
		formAction(event.request, invitationAnswer, async ({ name, password, code }) => {
			await startSession(event, await acceptInvitation(event.params.token, { name, password, code }));
			redirect(303, href('/me'));
		})
};
