import { redirect } from '@sveltejs/kit';
import { requireSession } from '$lib/accounts/guards.server';
import { listDepartments } from '$lib/departments/service.server';
import {
	appealSchema,
	completionSchema,
	picturesSchema,
	withdrawalSchema
} from '$lib/issues/my-issues/schema';
import {
	addPictures,
	appealIssue,
	completeIssue,
	ownIssue,
	withdrawIssue
} from '$lib/issues/my-issues/service.server';
import { DomainError } from '$lib/platform/errors';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { withPictures } from '$lib/issues/submission/rules';
import type { Actions, PageServerLoad } from './$types';

const address = (id: string, query: string) => href(`/me/issues/${id}?${query}`);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const session = requireSession(locals);
	const [issue, departments] = await Promise.all([ownIssue(session, Number(params.id)), listDepartments()]);
	if (!issue) throw new DomainError('not_found', 404);
	return {
		issue,
		departments,
		picturesLost: url.searchParams.has('pictures_lost'),
		done:
			['submitted', 'completed', 'appealed', 'withdrawn', 'pictures'].find((act) =>
				url.searchParams.has(act)
			) ?? null
	};
};

export const actions: Actions = {
	complete: ({ request, locals, params }) =>
		formAction(
			request,
			completionSchema,
			async (input) => {
				const lost = await completeIssue(requireSession(locals), Number(params.id), input);
				redirect(303, address(params.id, lost > 0 ? 'completed&pictures_lost' : 'completed'));
			},
			withPictures
		),
	pictures: ({ request, locals, params }) =>
		formAction(
			request,
			picturesSchema,
			async ({ pictures }) => {
				const lost = await addPictures(requireSession(locals), Number(params.id), pictures);
				redirect(303, address(params.id, lost > 0 ? 'pictures_lost' : 'pictures'));
			},
			withPictures
		),
	appeal: ({ request, locals, params }) =>
		formAction(
			request,
			appealSchema,
			async ({ reason }) => {
				await appealIssue(requireSession(locals), Number(params.id), reason);
				redirect(303, address(params.id, 'appealed'));
			},
			{ fieldOf: { appeal_reason_invalid: 'reason' } }
		),
	withdraw: ({ request, locals, params }) =>
		formAction(request, withdrawalSchema, async () => {
			const outcome = await withdrawIssue(requireSession(locals), Number(params.id));
			redirect(
				303,
				outcome === 'anonymised' ? href('/me/issues?anonymised') : address(params.id, 'withdrawn')
			);
		})
};
