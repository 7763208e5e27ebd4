import { flaggedSchema, flagSchema } from '$lib/flags/schema';
import { flaggedText, raiseFlag } from '$lib/flags/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Actions, PageServerLoad } from './$types';

const flaggedIn = (url: URL) => flaggedSchema.parse(Object.fromEntries(url.searchParams));

export const load: PageServerLoad = async ({ params, url }) => ({
	id: Number(params.id),
	flagged: await flaggedText(params.id, flaggedIn(url))
});

export const actions: Actions = {
	default: ({ request, params, url, locals, getClientAddress }) =>
		formAction(
			request,
			flagSchema,
			async (input) => {
				if (locals.sessionRefused) throw locals.sessionRefused;
				const flagged = flaggedIn(url);
				return {
					raised: await raiseFlag(locals.session, getClientAddress(), Number(params.id), flagged, input)
				};
			},
			{ fieldOf: { flag_reason_required: 'reason', flag_words_too_long: 'words' } }
		)
};
