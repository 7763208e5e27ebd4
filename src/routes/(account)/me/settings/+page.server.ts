import { requireSession } from '$lib/accounts/guards.server';
import { sessionForm, settingsForm } from '$lib/accounts/schema';
import { endOtherSession, listSessions, readSettings, saveSettings } from '$lib/accounts/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireSession(locals);
	const [settings, sessions] = await Promise.all([readSettings(session), listSessions(session)]);
	return { settings, sessions };
};

export const actions: Actions = {
	save: ({ request, locals }) =>
		formAction(request, settingsForm, async ({ display, surname, locale }) => {
			await saveSettings(requireSession(locals), {
				surname: display === 'surname' ? surname : null,
				locale
			});
			return { saved: true };
		}),

	end: ({ request, locals }) =>
		formAction(request, sessionForm, async ({ session: id }) => {
			await endOtherSession(requireSession(locals), id);
			return { ended: true };
		})
};
