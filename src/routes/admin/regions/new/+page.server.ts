import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { regionForm } from '$lib/administration/schema';
import { readRegion, saveRegion } from '$lib/administration/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'administrator');
	const { region: parent } = await readRegion(session, Number(url.searchParams.get('below')) || 0);
	return { parent };
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formAction(
			request,
			regionForm,
			async (input) => {
				const id = await saveRegion(requireRole(locals, 'administrator'), null, { ...input, version: 0 });
				redirect(303, href(`/admin/regions/${id}`));
			},
			{ fieldOf: { key_taken: 'key', region_level_invalid: 'level' } }
		)
};
