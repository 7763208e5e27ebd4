import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { listDepartments } from '$lib/departments/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import { reopenSchema } from '$lib/supervision/schema';
import { readSupervisedIssue, reopenIssue } from '$lib/supervision/service.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const session = requireRole(locals, 'supervisor', 'commission_lead');
	const [found, departments, now] = await Promise.all([
		readSupervisedIssue(session, Number(params.id)),
		listDepartments(),
		portalNow()
	]);
	return { ...found, departments, now };
};

export const actions: Actions = {
	reopen: ({ request, locals, params }) =>
		formAction(
			request,
			reopenSchema,
			async ({ reason }) => {
				await reopenIssue(requireRole(locals, 'supervisor'), Number(params.id), reason);
				redirect(303, href(`/commission?reopened=${params.id}`));
			},
			{ fieldOf: { reopen_reason_invalid: 'reason' } }
		)
};
