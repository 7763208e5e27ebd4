import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { listCategories } from '$lib/categories/service.server';
import { maxUploadBytes } from '$lib/issues/pictures/rules';
import { submitterKind } from '$lib/issues/submitting/rules';
import { collectorSubmission, residentSubmission } from '$lib/issues/submitting/schema';
import { submissionFailure, submitIssue } from '$lib/issues/submitting/service.server';
import { localDay } from '$lib/platform/clock';
import { DomainError, isDomainError } from '$lib/platform/errors';
import { failFields, parseForm, type FormValues } from '$lib/platform/forms.server';
import { href } from '$lib/platform/i18n';
import { readUpload } from '$lib/platform/uploads.server';
import { regionTree } from '$lib/regions/service.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	// A form that comes back must come back, even when the choices cannot be read.
	const unlessAway = (error: unknown) => {
		if (request.method === 'POST' && isDomainError(error, 'database_unavailable')) return [];
		throw error;
	};
	const [regions, categories] = await Promise.all([
		regionTree().catch(unlessAway),
		listCategories().catch(unlessAway)
	]);
	return {
		regions,
		categories,
		kind: submitterKind(locals.session),
		surname: locals.session?.displayName?.replaceAll('*', '') ?? '',
		submissionKey: randomUUID(),
		today: localDay(new Date()),
		entered: Number(url.searchParams.get('entered')) || null,
		picturesLost: Number(url.searchParams.get('pictures_lost')) || 0
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		let values: FormValues = {};
		try {
			const { form, isCut } = await readUpload(request, maxUploadBytes);
			const isCollector = submitterKind(locals.session) === 'collector';
			const read = parseForm(form, isCollector ? collectorSubmission : residentSubmission);
			values = read.values;
			if (isCut) throw new DomainError('form_too_large', 413, { field: 'pictures' });
			if (!locals.session) throw new DomainError('sign_in_required', 401);
			if (!read.ok) return failFields(read.errors, values);
			const { issueId, picturesLost } = await submitIssue(locals.session, read.data);
			const lost = picturesLost > 0 ? `&pictures_lost=${picturesLost}` : '';
			redirect(
				303,
				href(isCollector ? `/issues/new?entered=${issueId}${lost}` : `/me/issues/${issueId}?submitted${lost}`)
			);
		} catch (error) {
			return submissionFailure(error, values);
		}
	}
};
