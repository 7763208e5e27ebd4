import { requireRole } from '$lib/accounts/guards.server';
import { noticeForm, takeDownForm } from '$lib/operator-notice/schema';
import { readNotice, saveNotice, takeDown } from '$lib/operator-notice/service.server';
import { localDay } from '$lib/platform/time/clock';
import { formAction } from '$lib/platform/forms/forms.server';
import { portalNow } from '$lib/platform/time/now.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [notice, now] = await Promise.all([readNotice(requireRole(locals, 'administrator')), portalNow()]);
	return { notice, today: localDay(now) };
};

export const actions: Actions = {
	save: ({ request, locals }) =>
		formAction(request, noticeForm, async (input) => {
			await saveNotice(requireRole(locals, 'administrator'), input);
			return { done: 'saved' as const };
		}),
	take_down: ({ request, locals }) =>
		formAction(request, takeDownForm, async ({ version }) => {
			await takeDown(requireRole(locals, 'administrator'), version);
			return { done: 'taken_down' as const };
		})
};
