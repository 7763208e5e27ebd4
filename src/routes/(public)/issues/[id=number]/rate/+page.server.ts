import { redirect } from '@sveltejs/kit';
import { requireSession } from '$lib/accounts/guards.server';
import { departmentOf } from '$lib/departments/service.server';
import { DomainError } from '$lib/platform/errors';
import { handleForm } from '$lib/platform/forms.server';
import { href } from '$lib/platform/i18n';
import { ratingSchema } from '$lib/ratings/schema';
import { rateable, rateResponse } from '$lib/ratings/service.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const found = await rateable(requireSession(locals), Number(params.id));
	if (!found) throw new DomainError('response_not_found', 404);
	return {
		...found,
		department: await departmentOf(found.response.departmentKey),
		isDone: url.searchParams.has('done')
	};
};

export const actions: Actions = {
	default: ({ request, locals, params }) =>
		handleForm(
			request,
			ratingSchema,
			async (rating) => {
				await rateResponse(requireSession(locals), rating);
				redirect(303, href(`/issues/${params.id}/rate?done`));
			},
			{ satisfaction_required: 'satisfaction', comment_too_long: 'comment' }
		)
};
