import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { listCategories } from '$lib/categories/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Session } from '$lib/domain/session';
import { mayGroup } from '$lib/repeats/rules';
import { addFieldOf, addSchema, fieldOf, groupSchema, removeSchema } from '$lib/repeats/schema';
import { addToGroup, editGroup, readGroup, removeFromGroup } from '$lib/repeats/service.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [group, categories] = await Promise.all([readGroup(Number(params.id)), listCategories()]);
	return { group, categories, mayDecide: mayGroup(locals.session) };
};

const decider = (locals: App.Locals): Session => requireRole(locals, 'intake_officer', 'supervisor');

export const actions: Actions = {
	edit: ({ request, locals, params }) =>
		formAction(
			request,
			groupSchema,
			async (input) => {
				await editGroup(decider(locals), Number(params.id), input);
				return { saved: true };
			},
			{ fieldOf }
		),
	add: ({ request, locals, params }) =>
		formAction(
			request,
			addSchema,
			async ({ added }) => {
				await addToGroup(decider(locals), Number(params.id), added);
				return { saved: true };
			},
			{ fieldOf: addFieldOf }
		),
	remove: ({ request, locals }) =>
		formAction(request, removeSchema, async ({ issue }) => {
			const remains = await removeFromGroup(decider(locals), issue);
			if (!remains) redirect(303, href('/repeats'));
			return { saved: true };
		})
};
