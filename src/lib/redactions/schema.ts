import { z } from 'zod';
import { isFlagReason, type FlagReason } from '$lib/domain/flags';
import { isInstant } from '$lib/platform/time/clock';
import { isWithin, normalizeText } from '$lib/text/normalize';

/** A public text under an issue. */
export type Part = 'issue' | 'answer' | 'comment';

export interface OpenFlag {
	id: number;
	reason: FlagReason;
	words: string;
	times: number;
	raisedAt: string;
}

/** A passage that an officer hid, without the passage. */
export interface Redaction {
	id: number;
	reason: FlagReason;
	hiddenAt: string;
	/** Null while it is hidden. */
	shownAt: string | null;
}

export interface PublicText {
	part: Part;
	/** Of the answer or the comment; the issue's own for its text. */
	id: number;
	/** For the issue alone. */
	title: string | null;
	text: string;
	/** Undecided, the oldest first. */
	flags: OpenFlag[];
	redactions: Redaction[];
}

const id = z.coerce.number({ error: 'input_invalid' }).int().positive().max(1e15);
/** Which text is meant; the issue's own needs no number. */
const meant = { part: z.enum(['issue', 'answer', 'comment'], 'input_invalid'), id };
/** The latest flag that the officer saw: those raised after it stay open. */
const seen = id.optional().or(z.literal('').transform(() => undefined));

export const hideSchema = z.object({
	...meant,
	seen,
	passage: z
		.string()
		.refine((given) => isWithin(given, 20_000), 'passage_not_found')
		.transform((given) => normalizeText(given).trim())
		.refine((given) => given !== '', 'passage_too_short'),
	reason: z.custom<FlagReason>(
		(given) => typeof given === 'string' && isFlagReason(given),
		'flag_reason_required'
	)
});
export const leaveSchema = z.object({
	...meant,
	seen: id,
	note: z.string().refine((given) => isWithin(given, 500), 'flag_note_required')
});
export const typedSchema = z.object(meant);
export const redactionSchema = z.object({ redaction: id });

/** Where a page of changed answers begins: after this one. What is not understood is left out. */
export const changedQuerySchema = z.object({
	after_at: z.string().refine(isInstant).optional().catch(undefined),
	after_response: id.optional().catch(undefined),
	after_revision: id.optional().catch(undefined)
});
export type ChangedQuery = z.output<typeof changedQuerySchema>;
export const seeSchema = z.object({ response: id, revision: id.max(32_767) });

/** An answer that its department changed after it was published. */
export interface ChangedAnswer {
	responseId: number;
	revision: number;
	issueId: number;
	title: string;
	departmentKey: string;
	reason: string;
	before: string;
	after: string;
	publishedAt: string;
}

export type HideInput = z.output<typeof hideSchema>;
export type LeaveInput = z.output<typeof leaveSchema>;
export type Meant = z.output<typeof typedSchema>;

/** At which field a refusal of the database is shown. */
export const redactionFieldOf: Record<string, string> = {
	passage_not_found: 'passage',
	passage_too_short: 'passage',
	flag_reason_required: 'reason',
	flag_note_required: 'note'
};
