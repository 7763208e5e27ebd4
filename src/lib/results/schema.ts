import { z } from 'zod';

/** In the order in which pages show them. */
export const measures = [
	'first_answer',
	'solved',
	'satisfied',
	'to_the_point',
	'reopened',
	'repeats',
	'days'
] as const;
export type Measure = (typeof measures)[number];

export const groupings = ['month', 'department', 'region', 'category', 'channel'] as const;
export type Grouping = (typeof groupings)[number];

/** What a ranking of departments can be by. */
export const rankings = ['first_answer', 'solved', 'satisfied'] as const;
export type Ranking = (typeof rankings)[number];

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

/** The address of a results page, field by field, so that one bad value does not take the others along. */
export const filterFields = {
	from: month,
	to: month,
	region: z.coerce.number().int().positive().max(2_147_483_647),
	department: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
	category: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
	rank: z.enum(rankings)
};

/** Whole months, both included, as `2026-11`. */
export interface Period {
	from: string;
	to: string;
}

export interface Scope {
	region: number | null;
	department: string | null;
	category: string | null;
}

export interface Filter extends Period, Scope {
	rank: Ranking;
}

export const figureSchema = z.object({
	/** Null: of no department yet. */
	group_key: z.string().nullable(),
	measure: z.enum(measures),
	numerator: z.number().nullable(),
	denominator: z.number(),
	/** Null below the minimum sample. */
	value: z.number().nullable()
});

/** One published number: a rate with what it is made of, or a median, which has no numerator. Value null: too few for one. */
export interface Figure {
	numerator: number | null;
	n: number;
	value: number | null;
}

/** A row of a table: one group with its figures; a measure without an entry has nothing to count. */
export interface FigureRow {
	key: string;
	figures: Partial<Record<Measure, Figure>>;
}

/** Counts of what happened in a period. */
export const periodCounts = [
	'published',
	'answered',
	'confirmed',
	'reopenings',
	'rejected',
	'votes'
] as const;
/** Counts of what stands now, whatever the period. */
export const standingCounts = ['waits_for_intake', 'owes_answer', 'in_hand', 'overdue', 'done'] as const;
export type CountKind = (typeof periodCounts)[number] | (typeof standingCounts)[number];
const count = z.number().default(0);
/** What is not named is nought. */
export const countsSchema = z.object({
	published: count,
	answered: count,
	confirmed: count,
	reopenings: count,
	rejected: count,
	votes: count,
	waits_for_intake: count,
	owes_answer: count,
	in_hand: count,
	overdue: count,
	done: count
});
export type Counts = z.output<typeof countsSchema>;

export const rejectionSchema = z
	.object({ reason: z.string(), label_zh: z.string(), label_en: z.string(), n: z.number() })
	.transform(({ label_zh, label_en, ...row }) => ({ ...row, nameZh: label_zh, nameEn: label_en }));
export type Rejection = z.output<typeof rejectionSchema>;
