import { z } from 'zod';

/** What an event says besides its kind; keys that a page does not know are left out. */
export const eventPayloadSchema = z
	.object({
		text: z.string(),
		reason: z.string(),
		destination: z.string(),
		department: z.string(),
		cooperating: z.array(z.string()),
		merged_into: z.number(),
		undo_until: z.string(),
		unmerged_from: z.number(),
		issue: z.number(),
		also: z.array(z.number()),
		because: z.string(),
		not_solved: z.number(),
		ratings: z.number(),
		revision: z.number(),
		due_on: z.string(),
		earlier_due_on: z.string(),
		earlier_text: z.string(),
		imported: z.boolean(),
		/** Which public text: issue, answer or comment. */
		part: z.string()
	})
	.partial()
	.catch({});

export type EventPayload = z.output<typeof eventPayloadSchema>;
