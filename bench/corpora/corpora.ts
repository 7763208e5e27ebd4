import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const categories = [
	'land',
	'collective_finance',
	'law_enforcement',
	'education',
	'health',
	'environment',
	'welfare',
	'transport',
	'housing',
	'jobs',
	'food_drugs',
	'enterprise',
	'other'
] as const;

const category = z.enum(categories);
const post = z.strictObject({ title: z.string().min(4), text: z.string().min(8) });

const matter = z.strictObject({
	matter: z.string().regex(/^m\d{3}$/),
	category,
	/** Chinese name of a region of supabase/seed/data/town.ts. */
	region: z.string(),
	a: post,
	b: post,
	/** A plain retelling that names the place. */
	c: post.optional()
});

const nearMiss = z.strictObject({
	/** The matter it is easily taken for. */
	of: z.string(),
	kind: z.enum(['same_place_other_matter', 'same_matter_other_place']),
	region: z.string(),
	...post.shape
});

const labelledPost = z.strictObject({
	...post.shape,
	category,
	/** Key of a department of supabase/seed/data/town.ts. */
	department: z.string(),
	/** Categories a reasonable person could have chosen instead. */
	also: z.array(category).min(1).optional()
});

export const privateKinds = ['mobile', 'identity', 'bank_card', 'mail', 'plate', 'door'] as const;

const sentence = z.strictObject({
	text: z.string().min(4),
	/** Exact substrings to hide, in the order they stand in the text. */
	private: z.array(z.strictObject({ kind: z.enum(privateKinds), text: z.string().min(2) }))
});

export type Matter = z.infer<typeof matter>;
export type LabelledPost = z.infer<typeof labelledPost>;
export type MaskingSentence = z.infer<typeof sentence>;

function read<T>(name: string, line: z.ZodType<T>): T[] {
	const lines = readFileSync(new URL(name, import.meta.url), 'utf8')
		.trimEnd()
		.split('\n');
	return lines.map((text) => line.parse(JSON.parse(text)));
}

export const readMatters = () => read('same-matter.jsonl', matter);
export const readNearMisses = () => read('near-misses.jsonl', nearMiss);
export const readLabelledPosts = () => read('labelled-posts.jsonl', labelledPost);
export const readMaskingSentences = () => read('masking.jsonl', sentence);
