import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { requireSession } from '$lib/accounts/guards.server';
import { listCategories } from '$lib/categories/service.server';
import { submitterKind } from '$lib/issues/submission/rules';
import { collectorSubmission, residentSubmission } from '$lib/issues/submission/schema';
import { submitIssue, findReportedBefore } from '$lib/issues/submission/service.server';
import { localDay } from '$lib/platform/time/clock';
import { isDomainError } from '$lib/platform/errors';
import { askAgain, formAction } from '$lib/platform/forms/forms.server';
import { readSubmissionNotice } from '$lib/operator-notice/service.server';
import { href } from '$lib/platform/i18n/i18n';
import { regionTree } from '$lib/regions/service.server';
import { withPictures } from '$lib/issues/submission/rules';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	// A form that comes back must come back, even when the choices cannot be read.
	const unlessAway = (error: unknown) => {
		if (request.method === 'POST' && isDomainError(error, 'database_unavailable')) return [];
		throw error;
	};
	const [regions, categories, told] = await Promise.all([
		regionTree().catch(unlessAway),
		listCategories().catch(unlessAway),
		readSubmissionNotice().catch((): null => null)
	]);
	return {
		regions,
		categories,
		told,
		kind: submitterKind(locals.session),
		surname: locals.session?.displayName?.replaceAll('*', '') ?? '',
		submissionKey: randomUUID(),
		today: localDay(new Date()),
		entered: Number(url.searchParams.get('entered')) || null,
		picturesLost: url.searchParams.has('pictures_lost')
	};
};

export const actions: Actions = {
	default: ({ request, locals, getClientAddress }) => {
		const isCollector = submitterKind(locals.session) === 'collector';
		const schema = isCollector ? collectorSubmission : residentSubmission;
		return formAction(
			request,
			schema,
			async (input, values) => {
				const session = requireSession(locals);
				const similar = input.look ? await findReportedBefore(session, input, getClientAddress()) : [];
				if (similar.length > 0) return fail(200, { ...askAgain(values).data, code: 'look_first', similar });
				const { issueId, picturesLost } = await submitIssue(session, input);
				const lost = picturesLost > 0 ? '&pictures_lost' : '';
				redirect(
					303,
					href(
						isCollector ? `/issues/new?entered=${issueId}${lost}` : `/me/issues/${issueId}?submitted${lost}`
					)
				);
			},
			withPictures
		);
	}
};
