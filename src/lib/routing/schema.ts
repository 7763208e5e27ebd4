import { z } from 'zod';

/** What speaks for a choice; advice only. */
export interface Advice {
	/** The key of the category or department. */
	key: string;
	/** 0 to 1. */
	share: number;
	/** Words of the text, the strongest first. */
	words: string[];
}

/** As the worker stored it; see lib/routing/model. */
export const modelSchema = z.object({
	labels: z.array(z.string()),
	examples: z.array(z.number()),
	features: z.record(z.string(), z.array(z.tuple([z.number(), z.number()])))
});
