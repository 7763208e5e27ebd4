import { z } from 'zod';
import { isWithin } from '$lib/text/normalize';
import { isFlagReason, type FlagReason } from '$lib/domain/flags';

const id = z.coerce.number().int().positive().max(1e15).optional().catch(undefined);

/** What is flagged, in the address: an answer, a rating's comment, or with neither the issue itself. */
export const flaggedSchema = z.object({ answer: id, comment: id });
export type Flagged = z.output<typeof flaggedSchema>;

export const flagSchema = z.object({
	reason: z.custom<FlagReason>(
		(given) => typeof given === 'string' && isFlagReason(given),
		'flag_reason_required'
	),
	words: z
		.string()
		.refine((given) => isWithin(given, 500), 'flag_words_too_long')
		.default('')
});
export type FlagInput = z.output<typeof flagSchema>;
