import { requireRole } from '$lib/accounts/guards.server';
import { regionForm } from '$lib/administration/schema';
import { readRegion, saveRegion } from '$lib/administration/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	readRegion(requireRole(locals, 'administrator'), Number(params.id) || 0);

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		formAction(
			request,
			regionForm,
			async (input) => {
				await saveRegion(requireRole(locals, 'administrator'), Number(params.id) || 0, input);
				return { saved: true };
			},
			{ fieldOf: { key_taken: 'code', region_level_invalid: 'level' } }
		)
};
