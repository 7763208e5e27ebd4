import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { requireRole } from '$lib/accounts/guards.server';
import { mergeFieldOf, mergeSchema, unmergeSchema } from '$lib/merging/schema';
import { mergeIssue, previewMerge, unmergeIssue } from '$lib/merging/service.server';
import * as moderation from '$lib/moderation/service.server';
import * as schema from '$lib/moderation/schema';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import { portalNow } from '$lib/platform/time/now.server';
import type { Session } from '$lib/domain/session';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const session = requireRole(locals, 'intake_officer');
	const id = Number(params.id);
	const [found, merging, now] = await Promise.all([
		moderation.readCase(session, id),
		previewMerge(session, id, url.searchParams.get('merge')),
		portalNow()
	]);
	return { ...found, merging, now };
};

/** A form after which the officer stays on this page. */
function staying<S extends z.ZodObject, R>(
	form: S,
	act: (officer: Session, issueId: number, input: z.output<S>) => Promise<R>
) {
	return ({ request, locals, params }: RequestEvent) =>
		formAction(
			request,
			form,
			(input) => act(requireRole(locals, 'intake_officer'), Number(params.id), input),
			{ fieldOf: { ...schema.fieldOf, ...mergeFieldOf } }
		);
}

/** A form that ends the work on this issue: back to the queue, which says what was done. */
function deciding<S extends z.ZodObject>(
	form: S,
	done: schema.DoneAction,
	decide: (officer: Session, issueId: number, input: z.output<S>) => Promise<unknown>
) {
	return staying(form, async (officer, issueId, input) => {
		await decide(officer, issueId, input);
		redirect(303, href(`/intake?done=${done}&id=${issueId}`));
	});
}

export const actions: Actions = {
	publish: deciding(schema.publishSchema, 'published', moderation.publishIssue),
	correct: staying(schema.copySchema, async (officer, issueId, input) => {
		await moderation.correctCopy(officer, issueId, input);
		return { corrected: true };
	}),
	ask: deciding(schema.askSchema, 'asked', (officer, issueId, { question }) =>
		moderation.askAuthor(officer, issueId, question)
	),
	reject: deciding(schema.rejectSchema, 'rejected', (officer, issueId, { reason, note }) =>
		moderation.rejectIssue(officer, issueId, reason, note)
	),
	transfer: deciding(schema.transferSchema, 'transferred', (officer, issueId, { destination, note }) =>
		moderation.transferIssue(officer, issueId, destination, note)
	),
	assign: deciding(schema.assignSchema, 'assigned', moderation.assignIssue),
	merge: deciding(mergeSchema, 'merged', (officer, issueId, { remaining, merge_reason }) =>
		mergeIssue(officer, issueId, remaining, merge_reason)
	),
	unmerge: staying(unmergeSchema, async (officer, issueId, { merge_reason }) => {
		await unmergeIssue(officer, issueId, merge_reason);
		return { unmerged: true };
	}),
	original: staying(schema.nothingSchema, async (officer, issueId) => ({
		original: await moderation.showOriginal(officer, issueId)
	}))
};
