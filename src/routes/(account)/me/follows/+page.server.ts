import { redirect } from '@sveltejs/kit';
import { requireSession } from '$lib/accounts/guards.server';
import { followSchema } from '$lib/follows/schema';
import { listFollows, unfollowIssue } from '$lib/follows/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	follows: await listFollows(requireSession(locals))
});

export const actions: Actions = {
	unfollow: ({ request, locals }) =>
		formAction(request, followSchema, async ({ issue }) => {
			await unfollowIssue(requireSession(locals), issue);
			redirect(303, href('/me/follows'));
		})
};
