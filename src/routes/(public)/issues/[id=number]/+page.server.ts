import { redirect } from '@sveltejs/kit';
import { requireResident, requireSession } from '$lib/accounts/guards.server';
import { followIssue, unfollowIssue } from '$lib/follows/service.server';
import { readIssue, wasMergedInto } from '$lib/issues/issue-page/service.server';
import { config } from '$lib/platform/config.server';
import { failWith, formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import { qrCode } from '$lib/platform/qr.server';
import { ratingSchema } from '$lib/ratings/schema';
import { ownRating, rateResponse } from '$lib/ratings/service.server';
import { castVote, marksOn, withdrawVote } from '$lib/votes/service.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { session } = locals;
	const id = Number(params.id);
	const [reading, now, marks, rating] = await Promise.all([
		readIssue(params.id),
		portalNow(),
		marksOn(session, id),
		ownRating(session, id)
	]);
	if (reading.mergedInto !== null) redirect(302, href(`/issues/${reading.mergedInto}?merged=${id}`));
	const merged = url.searchParams.get('merged');
	const address = (config().origin ?? url.origin) + href(`/issues/${id}`);
	return {
		issue: reading.issue,
		now,
		marks,
		mergedFrom: merged !== null && (await wasMergedInto(merged, id)) ? Number(merged) : null,
		rating,
		address,
		code: qrCode(address)
	};
};

/** A visitor loses nothing by signing in first: these forms hold no text. */
async function act<Outcome extends string>(
	{ params, locals }: RequestEvent,
	what: (id: number) => Promise<Outcome>
) {
	if (!locals.session && !locals.sessionRefused) {
		redirect(303, href(`/sign-in?to=${encodeURIComponent(href(`/issues/${params.id}`))}`));
	}
	try {
		return { outcome: await what(Number(params.id)) };
	} catch (error) {
		return failWith(error);
	}
}

export const actions: Actions = {
	vote: (event) => act(event, (id) => castVote(requireResident(event.locals), id)),
	withdrawVote: (event) => act(event, (id) => withdrawVote(requireResident(event.locals), id)),
	follow: (event) =>
		act(event, (id) => followIssue(requireSession(event.locals), id).then(() => 'followed' as const)),
	unfollow: (event) =>
		act(event, (id) => unfollowIssue(requireSession(event.locals), id).then(() => 'unfollowed' as const)),
	rate: ({ request, locals }) =>
		formAction(
			request,
			ratingSchema,
			async (rating) => {
				await rateResponse(requireSession(locals), rating);
				return { rated: true };
			},
			{ fieldOf: { satisfaction_required: 'satisfaction', comment_too_long: 'comment' } }
		)
};
