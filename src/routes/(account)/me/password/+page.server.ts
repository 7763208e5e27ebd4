import { redirect } from '@sveltejs/kit';
import { requireStaff } from '$lib/accounts/guards.server';
import { passwordChange } from '$lib/accounts/schema';
import { startSession } from '$lib/accounts/session.server';
import { changePassword } from '$lib/accounts/staff-sign-in.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	requireStaff(locals);
	return { isDone: url.searchParams.has('done') };
};

export const actions: Actions = {
	default: (event) =>
		formAction(event.request, passwordChange, async (entered) => {
			const session = requireStaff(event.locals);
			await changePassword(session, entered);
			await startSession(event, session.accountId);
			redirect(303, href('/me/password?done'));
		})
};
