import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { maxUploadBytes } from '$lib/issues/pictures/rules';
import { handleForm } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import { handleUpload } from '$lib/platform/forms/uploads.server';
import * as schema from '$lib/responses/schema';
import * as responses from '$lib/responses/service.server';
import type { Actions, PageServerLoad } from './$types';

const officer = (locals: App.Locals) => requireRole(locals, 'officer', 'department_lead');
const upload = { maxBytes: maxUploadBytes, fileField: 'pictures', fieldOf: schema.fieldOf };

export const load: PageServerLoad = async ({ locals, params }) => {
	const [file, now] = await Promise.all([
		responses.openFile(officer(locals), Number(params.id)),
		portalNow()
	]);
	return { ...file, now };
};

export const actions: Actions = {
	save: ({ request, locals, params }) =>
		handleUpload(request, schema.draftSchema, upload, async (input) => ({
			saved: await responses.saveDraft(officer(locals), Number(params.id), input)
		})),
	remove: ({ request, locals, params }) =>
		handleUpload(request, schema.removeSchema, upload, async (input) => ({
			saved: await responses.removePicture(officer(locals), Number(params.id), input)
		})),
	publish: ({ request, locals, params }) =>
		handleUpload(request, schema.draftSchema, upload, async (input) => {
			const saved = await responses.publishAnswer(officer(locals), Number(params.id), input);
			if (saved) return { saved };
			redirect(303, href(`/desk?done=answered&id=${params.id}`));
		}),
	progress: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.progressSchema,
			async ({ progress }) => {
				await responses.reportProgress(officer(locals), Number(params.id), progress);
				return { done: 'progress' as const };
			},
			schema.fieldOf
		),
	commit: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.commitmentSchema,
			async (input) => {
				await responses.saveCommitment(officer(locals), Number(params.id), input);
				return { done: 'commitment' as const };
			},
			schema.fieldOf
		),
	resolve: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.resolveSchema,
			async ({ resolve_note }) => {
				await responses.declareResolved(officer(locals), Number(params.id), resolve_note);
				return { done: 'resolved' as const };
			},
			schema.fieldOf
		),
	revise: ({ request, locals }) =>
		handleForm(
			request,
			schema.reviseSchema,
			async (input) => {
				await responses.reviseAnswer(officer(locals), input);
				return { done: 'revised' as const };
			},
			schema.fieldOfRevision
		),
	return: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.returnSchema,
			async ({ return_reason }) => {
				await responses.returnIssue(officer(locals), Number(params.id), return_reason);
				redirect(303, href(`/desk?done=returned&id=${params.id}`));
			},
			schema.fieldOf
		)
};
