import { z } from 'zod';
import { countsSchema, figureSchema, groupings, rejectionSchema } from '$lib/results/schema';

const named = z.object({ zh: z.string(), en: z.string() });
const names = z.record(z.string(), named);
const month = z.string().regex(/^\d{4}-\d{2}$/);

/** What was frozen when a period's scores were published. `format` changes when its meaning does. */
export const payloadSchema = z.object({
	format: z.literal(2),
	region: named.extend({ path: z.string() }),
	from_month: month,
	to_month: month,
	computed_at: z.string(),
	minimum_sample: z.number(),
	counts: countsSchema,
	rejections: z.array(rejectionSchema),
	figures: z.array(figureSchema.extend({ grouped_by: z.enum(['all', ...groupings]) })),
	names: z.object({ department: names, region: names, category: names })
});
export type Payload = z.output<typeof payloadSchema>;

const month7 = z.string({ error: 'period_invalid' }).regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'period_invalid');

export const periodSchema = z.object({
	region: z.coerce.number({ error: 'region_unknown' }).int('region_unknown').positive('region_unknown'),
	from: month7,
	to: month7
});
export const publishSchema = periodSchema.extend({
	note: z.string().max(4000, 'note_too_long').default('')
});
export const correctSchema = z.object({
	note: z.string({ error: 'correction_note_required' }).max(4000, 'note_too_long')
});
export type PublishInput = z.output<typeof publishSchema>;
export type PeriodInput = z.output<typeof periodSchema>;

/** One frozen state: the publication itself or a correction of it. */
export interface Edition {
	/** Null: the publication itself. */
	correction: number | null;
	note: string;
	publishedAt: string;
	hash: string;
	payload: Payload;
}

export interface PublicationSummary {
	id: number;
	region: { nameZh: string; nameEn: string };
	from: string;
	to: string;
	publishedAt: string;
	corrections: number;
}

export interface Publication extends Omit<PublicationSummary, 'corrections'> {
	regionId: number;
	original: Edition;
	/** Oldest first. */
	corrections: Edition[];
}
