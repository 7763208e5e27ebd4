import { requireRole } from '$lib/accounts/guards.server';
import { resetStaff } from '$lib/accounts/invitations.server';
import { disableAccount, enableAccount, revokeRole } from '$lib/accounts/staff.server';
import { emptyForm, grantForm, revocationForm } from '$lib/administration/schema';
import { giveRole, readRoleChoices, readStaffMember } from '$lib/administration/staff.server';
import { config } from '$lib/platform/config.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

const guard = (locals: App.Locals) => requireRole(locals, 'administrator', 'commission_lead');

export const load: PageServerLoad = async ({ locals, params }) => {
	const session = guard(locals);
	const [member, choices] = await Promise.all([
		readStaffMember(session, params.account),
		readRoleChoices(session)
	]);
	return { member, choices };
};

export const actions: Actions = {
	grant: ({ request, locals, params }) =>
		formAction(
			request,
			grantForm,
			async ({ role, place }) => {
				await giveRole(guard(locals), params.account, role, place);
				return { done: 'grant' as const };
			},
			{ fieldOf: { role_unknown: 'role', region_unknown: 'place', commission_lead_grants: 'role' } }
		),

	revoke: ({ request, locals }) =>
		formAction(request, revocationForm, async ({ grant }) => {
			await revokeRole(guard(locals), grant);
			return { done: 'revoke' as const };
		}),

	reset: ({ request, locals, params, url }) =>
		formAction(request, emptyForm, async () => {
			await resetStaff(guard(locals), params.account, config().origin ?? url.origin);
			return { done: 'reset' as const };
		}),

	disable: ({ request, locals, params }) =>
		formAction(request, emptyForm, async () => {
			await disableAccount(guard(locals), params.account);
			return { done: 'disable' as const };
		}),

	enable: ({ request, locals, params }) =>
		formAction(request, emptyForm, async () => {
			await enableAccount(guard(locals), params.account);
			return { done: 'enable' as const };
		})
};
