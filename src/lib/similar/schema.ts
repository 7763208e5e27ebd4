import { z } from 'zod';

const number = (most: number) =>
	z
		.string()
		.regex(/^\d{1,10}$/)
		.transform(Number)
		.pipe(z.number().int().min(1).max(most));

/** What is asked of GET /api/similar. */
export const similarQuery = z.object({
	text: z.string().max(20_000),
	title: z.string().max(1_000).default(''),
	/** Empty as a form sends it when none was chosen. */
	region: number(2_147_483_647)
		.or(z.literal('').transform(() => undefined))
		.optional(),
	limit: number(20).default(5)
});

/** What the form for a new issue asks while somebody types; what is missing yet is left out. */
export const typedQuery = similarQuery
	.omit({ limit: true })
	.extend({ text: z.string().max(20_000).default('') });
