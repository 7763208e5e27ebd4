import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { listCategories } from '$lib/categories/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { mayGroup } from '$lib/repeats/rules';
import { confirmSchema, dismissSchema, fieldOf } from '$lib/repeats/schema';
import { confirmRepeats, dismissRepeats, listClusters, listGroups } from '$lib/repeats/service.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const session = requireRole(locals, 'intake_officer', 'supervisor', 'commission_lead');
	const asked = Number(url.searchParams.get('before'));
	const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
	const [found, groups, categories] = await Promise.all([
		listClusters(session, before),
		before === null ? listGroups(session) : [],
		listCategories()
	]);
	return { ...found, groups, categories, isFirstPage: before === null, mayDecide: mayGroup(session) };
};

export const actions: Actions = {
	confirm: ({ request, locals }) =>
		formAction(
			request,
			confirmSchema,
			async (input) => {
				const group = await confirmRepeats(requireRole(locals, 'intake_officer', 'supervisor'), input);
				redirect(303, href(`/repeats/${group}`));
			},
			{ fieldOf }
		),
	dismiss: ({ request, locals }) =>
		formAction(request, dismissSchema, async ({ cluster }) => {
			await dismissRepeats(requireRole(locals, 'intake_officer', 'supervisor'), cluster);
			return { dismissed: true };
		})
};
