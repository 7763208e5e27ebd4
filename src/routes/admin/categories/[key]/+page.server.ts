import { requireRole } from '$lib/accounts/guards.server';
import { categoryForm } from '$lib/administration/schema';
import { readCategory, saveCategory } from '$lib/administration/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	requireRole(locals, 'administrator');
	return { category: await readCategory(params.key) };
};

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		formAction(
			request,
			categoryForm,
			async (input) => {
				await saveCategory(requireRole(locals, 'administrator'), { ...input, key: params.key });
				return { saved: true };
			},
			{ fieldOf: { category_position_taken: 'position' } }
		)
};
