import { z } from 'zod';
import type { Answer, Commitment, RatingCounts, Revision } from '$lib/issues/types';
import type { ClockKind } from '$lib/domain/clocks';
import type { IssueStatus } from '$lib/domain/statuses';
import { isInstant } from '$lib/platform/time/clock';
import { isWithin } from '$lib/text/normalize';

const deskTabs = ['owes_answer', 'in_progress', 'overdue', 'commitments', 'cooperating', 'done'] as const;

/** Query parameters of the desk: what is not understood is left out, never an error. */
export const deskQuerySchema = z.object({
	tab: z.enum(deskTabs).catch('owes_answer'),
	department: z.string().max(41).optional().catch(undefined),
	after_at: z.string().refine(isInstant).optional().catch(undefined),
	after_id: z.coerce.number().int().positive().optional().catch(undefined)
});
export type DeskQuery = z.output<typeof deskQuerySchema>;

const version = z.coerce.number({ error: 'input_invalid' }).int().min(0);
const text = (limit: number, code: string) => z.string(code).refine((given) => isWithin(given, limit), code);
/** An empty field says nothing; a number may carry the comma of thousands. */
const amount = z
	.string()
	.default('')
	.transform((given) => (given.trim() === '' ? undefined : Number(given.replaceAll(',', ''))))
	.pipe(
		z
			.number({ error: 'amount_invalid' })
			.min(0, { error: 'amount_invalid' })
			.max(1e12, { error: 'amount_invalid' })
			.optional()
	);

export const draftSchema = z.object({
	version,
	round: version,
	body: text(20_000, 'body_too_long').default(''),
	says_resolved: z.enum(['yes', 'no']).default('no'),
	pictures: z.array(z.instanceof(File)).default([])
});
export const removeSchema = draftSchema.extend({ attachment: z.uuid({ error: 'attachment_not_found' }) });
export const progressSchema = z.object({ progress: text(2000, 'progress_note_invalid') });
export const returnSchema = z.object({ return_reason: text(1000, 'return_reason_invalid') });
export const resolveSchema = z.object({ resolve_note: text(2000, 'note_too_long').default('') });
export const reviseSchema = z.object({
	response: z.coerce.number({ error: 'input_invalid' }).int(),
	revision: version,
	revised_body: text(20_000, 'body_too_long'),
	revision_reason: text(500, 'revision_reason_required')
});
export const commitmentSchema = z.object({
	commitment: z.coerce.number().int().optional(),
	commitment_version: z.coerce.number().int().optional(),
	measure: text(500, 'commitment_invalid'),
	owner: text(60, 'commitment_invalid'),
	due_on: z.iso.date({ error: 'commitment_due_required' }),
	target: amount,
	actual: amount,
	unit: text(20, 'commitment_invalid').default(''),
	kept: z.literal('on').optional()
});

export type DraftInput = z.output<typeof draftSchema>;
export type ReviseInput = z.output<typeof reviseSchema>;
export type CommitmentInput = z.output<typeof commitmentSchema>;

/** At which field a refusal of the database is shown. */
export const fieldOf: Record<string, string> = {
	response_too_short: 'body',
	body_too_long: 'body',
	attachments_too_many: 'pictures',
	progress_note_invalid: 'progress',
	return_reason_invalid: 'return_reason',
	commitment_invalid: 'measure',
	commitment_due_in_past: 'due_on',
	revision_reason_required: 'revision_reason',
	revision_unchanged: 'revised_body'
};
export const fieldOfRevision: Record<string, string> = {
	...fieldOf,
	response_too_short: 'revised_body',
	body_too_long: 'revised_body'
};

export interface DeskEntry {
	id: number;
	title: string;
	status: IssueStatus;
	round: number;
	regionName: string;
	categoryName: string;
	/** Null where the reader's own department leads. */
	leadName: string | null;
	isLead: boolean;
	assignedAt: string;
	clock: ClockKind | null;
	dueAt: string | null;
	votes: number;
	draftSavedAt: string | null;
	answeredAt: string | null;
	sortAt: string;
}

export interface DueCommitment {
	id: number;
	issueId: number;
	title: string;
	measure: string;
	owner: string;
	dueOn: string;
	target: number | null;
	actual: number | null;
	unit: string;
}

/** Of what the department leads, but for what it only cooperates in. */
export interface DeskCounts {
	owesAnswer: number;
	inProgress: number;
	overdue: number;
	done: number;
	cooperating: number;
	commitments: number;
	commitmentsOverdue: number;
}

/** As the desk edits it. */
export interface DeskCommitment extends Commitment {
	version: number;
}

export interface DeskAnswer extends Answer {
	/** Every text that was ever public, the newest first. */
	revisions: Revision[];
	ratings: RatingCounts | null;
}

export interface Draft {
	body: string;
	version: number;
	savedAt: string;
}

/** What an officer has just done, for the notice on the desk. */
export const deskDoneSchema = z.object({
	done: z.enum(['answered', 'returned']).optional().catch(undefined),
	id: z.coerce.number().int().positive().optional().catch(undefined)
});
