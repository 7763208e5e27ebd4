import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { categoryForm } from '$lib/administration/schema';
import { readCategories, saveCategory } from '$lib/administration/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	requireRole(locals, 'administrator');
	const categories = await readCategories();
	return { nextPosition: Math.max(0, ...categories.map(({ position }) => position)) + 1 };
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formAction(
			request,
			categoryForm,
			async (input) => {
				await saveCategory(requireRole(locals, 'administrator'), { ...input, version: 0 });
				redirect(303, href('/admin/categories'));
			},
			{ fieldOf: { key_taken: 'key', category_position_taken: 'position' } }
		)
};
