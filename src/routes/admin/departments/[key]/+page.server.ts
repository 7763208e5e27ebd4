import { requireRole } from '$lib/accounts/guards.server';
import { departmentForm } from '$lib/administration/schema';
import { readDepartment, saveDepartment } from '$lib/administration/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	department: await readDepartment(requireRole(locals, 'administrator'), params.key)
});

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		formAction(request, departmentForm, async (input) => {
			await saveDepartment(requireRole(locals, 'administrator'), { ...input, key: params.key });
			return { saved: true };
		})
};
