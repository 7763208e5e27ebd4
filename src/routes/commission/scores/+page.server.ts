import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { localDay } from '$lib/platform/time/clock';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { regionTree } from '$lib/regions/service.server';
import { lastPublishableMonth, publishableFrom } from '$lib/scores/rules';
import { periodSchema, publishSchema } from '$lib/scores/schema';
import { isTooYoung, listPublications, previewScores, publishScores } from '$lib/scores/service.server';
import { supervisedRegions } from '$lib/supervision/rules';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'commission_lead');
	const regions = supervisedRegions(session.grants, await regionTree(), ['commission_lead']);
	const lastMonth = lastPublishableMonth(localDay(new Date()));
	const asked = periodSchema.safeParse(Object.fromEntries(url.searchParams));
	const isAsked = url.searchParams.has('from');
	const period =
		asked.success && asked.data.from <= asked.data.to && regions.some(({ id }) => id === asked.data.region)
			? asked.data
			: null;
	return {
		regions,
		period,
		standard: { region: regions[0]?.id ?? null, from: `${lastMonth.slice(0, 4)}-01`, to: lastMonth },
		ignored: isAsked && !period,
		preview: period && (await previewScores(session, period)),
		waitUntil: period && isTooYoung(period) ? publishableFrom(period.to) : null,
		publications: await listPublications()
	};
};

export const actions: Actions = {
	publish: ({ request, locals }) =>
		formAction(
			request,
			publishSchema,
			async (input) => {
				const id = await publishScores(requireRole(locals, 'commission_lead'), input);
				redirect(303, href(`/results/published/${id}`));
			},
			{ fieldOf: { note_too_long: 'note' } }
		)
};
