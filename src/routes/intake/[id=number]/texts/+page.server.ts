import type { z } from 'zod';
import { requireRole } from '$lib/accounts/guards.server';
import { formAction } from '$lib/platform/forms/forms.server';
import type { Session } from '$lib/domain/session';
import * as schema from '$lib/redactions/schema';
import * as redactions from '$lib/redactions/service.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	redactions.readTexts(requireRole(locals, 'intake_officer'), Number(params.id));

function form<S extends z.ZodObject, R>(
	fields: S,
	act: (officer: Session, issueId: number, input: z.output<S>) => Promise<R>
) {
	return ({ request, locals, params }: RequestEvent) =>
		formAction(
			request,
			fields,
			(input) => act(requireRole(locals, 'intake_officer'), Number(params.id), input),
			{ fieldOf: schema.redactionFieldOf }
		);
}

export const actions: Actions = {
	hide: form(schema.hideSchema, async (officer, issueId, input) => {
		await redactions.hide(officer, issueId, input);
		return { done: 'hidden' as const };
	}),
	leave: form(schema.leaveSchema, async (officer, issueId, input) => {
		await redactions.leave(officer, issueId, input);
		return { done: 'left' as const };
	}),
	original: form(schema.typedSchema, async (officer, issueId, meant) => ({
		original: { ...meant, text: await redactions.readOriginal(officer, issueId, meant) }
	})),
	look: form(schema.redactionSchema, async (officer, _, { redaction }) => ({
		hidden: { redaction, passage: await redactions.readHidden(officer, redaction) }
	})),
	show: form(schema.redactionSchema, async (officer, issueId, { redaction }) => {
		await redactions.showAgain(officer, issueId, redaction);
		return { done: 'shown' as const };
	})
};
