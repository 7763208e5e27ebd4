import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import * as moderation from '$lib/moderation/service.server';
import * as schema from '$lib/moderation/schema';
import { handleForm } from '$lib/platform/forms.server';
import { href } from '$lib/platform/i18n';
import { portalNow } from '$lib/platform/now.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const session = requireRole(locals, 'intake_officer');
	const [found, now] = await Promise.all([moderation.readCase(session, Number(params.id)), portalNow()]);
	return { ...found, similar: await moderation.findSimilar(session, found.issue), now };
};

const officer = (locals: App.Locals) => requireRole(locals, 'intake_officer');

function backToQueue(done: schema.DoneAction, id: string): never {
	redirect(303, href(`/intake?done=${done}&id=${id}`));
}

export const actions: Actions = {
	publish: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.publishSchema,
			async (input) => {
				await moderation.publishIssue(officer(locals), Number(params.id), input);
				backToQueue('published', params.id);
			},
			schema.fieldOf
		),
	correct: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.copySchema,
			async (input) => {
				await moderation.correctCopy(officer(locals), Number(params.id), input);
				return { corrected: true };
			},
			schema.fieldOf
		),
	ask: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.askSchema,
			async ({ question }) => {
				await moderation.askAuthor(officer(locals), Number(params.id), question);
				backToQueue('asked', params.id);
			},
			schema.fieldOf
		),
	reject: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.rejectSchema,
			async ({ reason, note }) => {
				await moderation.rejectIssue(officer(locals), Number(params.id), reason, note);
				backToQueue('rejected', params.id);
			},
			schema.fieldOf
		),
	transfer: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.transferSchema,
			async ({ destination, note }) => {
				await moderation.transferIssue(officer(locals), Number(params.id), destination, note);
				backToQueue('transferred', params.id);
			},
			schema.fieldOf
		),
	assign: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.assignSchema,
			async ({ lead, cooperating }) => {
				await moderation.assignIssue(officer(locals), Number(params.id), lead, cooperating);
				backToQueue('assigned', params.id);
			},
			schema.fieldOf
		),
	merge: ({ request, locals, params }) =>
		handleForm(
			request,
			schema.mergeSchema,
			async ({ remaining, merge_reason }) => {
				await moderation.mergeIssue(officer(locals), Number(params.id), remaining, merge_reason);
				backToQueue('merged', params.id);
			},
			schema.fieldOf
		),
	original: ({ request, locals, params }) =>
		handleForm(request, schema.nothingSchema, async () => ({
			original: await moderation.showOriginal(officer(locals), Number(params.id))
		}))
};
