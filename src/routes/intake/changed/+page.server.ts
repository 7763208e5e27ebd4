import { requireRole } from '$lib/accounts/guards.server';
import { listDepartments } from '$lib/departments/service.server';
import { changedQuerySchema, seeSchema } from '$lib/redactions/schema';
import { listChangedAnswers, seeChange } from '$lib/redactions/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'intake_officer');
	const query = changedQuerySchema.parse(Object.fromEntries(url.searchParams));
	const [page, departments] = await Promise.all([listChangedAnswers(session, query), listDepartments()]);
	return { ...page, departments, isFirstPage: !query.after_at };
};

export const actions: Actions = {
	seen: ({ request, locals }) =>
		formAction(request, seeSchema, async (change) => {
			await seeChange(requireRole(locals, 'intake_officer'), change);
			return { seen: true };
		})
};
