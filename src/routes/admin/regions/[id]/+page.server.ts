import { requireRole } from '$lib/accounts/guards.server';
import { regionForm } from '$lib/administration/schema';
import { readRegion, saveRegion } from '$lib/administration/service.server';
import { handleForm } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	readRegion(requireRole(locals, 'administrator'), Number(params.id) || 0);

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		handleForm(
			request,
			regionForm,
			async (input) => {
				await saveRegion(requireRole(locals, 'administrator'), Number(params.id) || 0, input);
				return { saved: true };
			},
			{ key_taken: 'code', region_level_invalid: 'level' }
		)
};
