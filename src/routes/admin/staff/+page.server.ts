import { requireRole } from '$lib/accounts/guards.server';
import { revokeInvitation } from '$lib/accounts/invitations.server';
import { invitationRevocationForm } from '$lib/administration/schema';
import { readInvitations, readStaff } from '$lib/administration/staff.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireRole(locals, 'administrator', 'commission_lead');
	const [staff, invitations] = await Promise.all([readStaff(session), readInvitations(session)]);
	return { staff, invitations };
};

export const actions: Actions = {
	revoke: ({ request, locals }) =>
		formAction(request, invitationRevocationForm, async ({ invitation }) => {
			await revokeInvitation(requireRole(locals, 'administrator', 'commission_lead'), invitation);
			return { done: true };
		})
};
