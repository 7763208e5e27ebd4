import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { departmentForm } from '$lib/administration/schema';
import { saveDepartment } from '$lib/administration/service.server';
import { readRoleChoices } from '$lib/administration/staff.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { regions } = await readRoleChoices(requireRole(locals, 'administrator'));
	return { regions: regions.map(({ id, name }) => ({ value: String(id), label: name })) };
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formAction(
			request,
			departmentForm,
			async (input) => {
				await saveDepartment(requireRole(locals, 'administrator'), { ...input, version: 0 });
				redirect(303, href('/admin/departments'));
			},
			{ fieldOf: { key_taken: 'key', region_unknown: 'region' } }
		)
};
