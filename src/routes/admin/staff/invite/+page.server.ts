import { requireRole } from '$lib/accounts/guards.server';
import { invitationForm } from '$lib/administration/schema';
import { invite, readRoleChoices } from '$lib/administration/staff.server';
import { config } from '$lib/platform/config.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	choices: await readRoleChoices(requireRole(locals, 'administrator', 'commission_lead'))
});

export const actions: Actions = {
	default: ({ request, locals, url }) =>
		formAction(
			request,
			invitationForm,
			async (invited) => ({
				outcome: await invite(
					requireRole(locals, 'administrator', 'commission_lead'),
					invited,
					config().origin ?? url.origin
				)
			}),
			{ fieldOf: { role_unknown: 'role', region_unknown: 'place', commission_lead_grants: 'role' } }
		)
};
