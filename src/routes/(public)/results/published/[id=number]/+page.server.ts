import { requireRole } from '$lib/accounts/guards.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { regionTree } from '$lib/regions/service.server';
import { correctSchema } from '$lib/scores/schema';
import { correctScores, publicationOf } from '$lib/scores/service.server';
import { supervisedRegions } from '$lib/supervision/rules';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const publication = await publicationOf(Number(params.id));
	const own = supervisedRegions(locals.session?.grants ?? [], await regionTree(), ['commission_lead']);
	return { publication, mayCorrect: own.some(({ id }) => id === publication.regionId) };
};

export const actions: Actions = {
	correct: ({ request, locals, params }) =>
		formAction(
			request,
			correctSchema,
			async ({ note }) => {
				await correctScores(requireRole(locals, 'commission_lead'), Number(params.id), note);
				return { corrected: true };
			},
			{ fieldOf: { correction_note_required: 'note', note_too_long: 'note' } }
		)
};
