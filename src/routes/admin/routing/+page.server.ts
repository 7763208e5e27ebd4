import { requireRole } from '$lib/accounts/guards.server';
import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { failWith } from '$lib/platform/forms/forms.server';
import { readRouting, trainNow } from '$lib/routing/service.server';
import { leastExamples } from '$lib/routing/training.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const session = requireRole(locals, 'administrator');
	const [routing, categories, departments] = await Promise.all([
		readRouting(session),
		listCategories(),
		listDepartments()
	]);
	return { ...routing, categories, departments, leastExamples };
};

export const actions: Actions = {
	train: async ({ locals }) => {
		try {
			await trainNow(requireRole(locals, 'administrator'));
			return { started: true };
		} catch (error) {
			return failWith(error);
		}
	}
};
