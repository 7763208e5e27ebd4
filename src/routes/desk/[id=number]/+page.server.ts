import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { maxUploadBytes } from '$lib/issues/pictures/rules';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import * as schema from '$lib/responses/schema';
import * as responses from '$lib/responses/service.server';
import type { Actions, PageServerLoad } from './$types';

const officer = (locals: App.Locals) => requireRole(locals, 'officer', 'department_lead');
const withPictures = { files: { maxBytes: maxUploadBytes, field: 'pictures' }, fieldOf: schema.fieldOf };

export const load: PageServerLoad = async ({ locals, params }) => {
	const [file, now] = await Promise.all([
		responses.openFile(officer(locals), Number(params.id)),
		portalNow()
	]);
	return { ...file, now };
};

export const actions: Actions = {
	save: ({ request, locals, params }) =>
		formAction(
			request,
			schema.draftSchema,
			async (input) => ({
				saved: await responses.saveDraft(officer(locals), Number(params.id), input)
			}),
			withPictures
		),
	remove: ({ request, locals, params }) =>
		formAction(
			request,
			schema.removeSchema,
			async (input) => ({
				saved: await responses.removePicture(officer(locals), Number(params.id), input)
			}),
			withPictures
		),
	publish: ({ request, locals, params }) =>
		formAction(
			request,
			schema.draftSchema,
			async (input) => {
				const saved = await responses.publishAnswer(officer(locals), Number(params.id), input);
				if (saved) return { saved };
				redirect(303, href(`/desk?done=answered&id=${params.id}`));
			},
			withPictures
		),
	progress: ({ request, locals, params }) =>
		formAction(
			request,
			schema.progressSchema,
			async ({ progress }) => {
				await responses.reportProgress(officer(locals), Number(params.id), progress);
				return { done: 'progress' as const };
			},
			{ fieldOf: schema.fieldOf }
		),
	commit: ({ request, locals, params }) =>
		formAction(
			request,
			schema.commitmentSchema,
			async (input) => {
				await responses.saveCommitment(officer(locals), Number(params.id), input);
				return { done: 'commitment' as const };
			},
			{ fieldOf: schema.fieldOf }
		),
	resolve: ({ request, locals, params }) =>
		formAction(
			request,
			schema.resolveSchema,
			async ({ resolve_note }) => {
				await responses.declareResolved(officer(locals), Number(params.id), resolve_note);
				return { done: 'resolved' as const };
			},
			{ fieldOf: schema.fieldOf }
		),
	revise: ({ request, locals }) =>
		formAction(
			request,
			schema.reviseSchema,
			async (input) => {
				await responses.reviseAnswer(officer(locals), input);
				return { done: 'revised' as const };
			},
			{ fieldOf: schema.fieldOfRevision }
		),
	return: ({ request, locals, params }) =>
		formAction(
			request,
			schema.returnSchema,
			async ({ return_reason }) => {
				await responses.returnIssue(officer(locals), Number(params.id), return_reason);
				redirect(303, href(`/desk?done=returned&id=${params.id}`));
			},
			{ fieldOf: schema.fieldOf }
		)
};
