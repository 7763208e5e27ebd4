import { redirect } from '@sveltejs/kit';
import { endAllSessions, endSession } from '$lib/accounts/session.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.session && !locals.sessionRefused) redirect(303, href('/'));
};

export const actions: Actions = {
	here: async (event) => {
		await endSession(event);
		redirect(303, href('/'));
	},
	everywhere: async (event) => {
		if (event.locals.session) await endAllSessions(event, event.locals.session);
		redirect(303, href('/'));
	}
};
