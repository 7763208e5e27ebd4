import { z } from 'zod';

export const queueKinds = ['decide', 'assign', 'assign_again', 'author'] as const;
export type QueueKind = (typeof queueKinds)[number];

export const destinations = ['discipline_12388', 'court', 'petition_office', 'other_region'] as const;
export type Destination = (typeof destinations)[number];

/** Query parameters of the queue: what is not understood is left out, never an error. */
export const queueQuerySchema = z.object({
	kind: z.enum(queueKinds).optional().catch(undefined),
	after_due: z.string().max(40).optional().catch(undefined),
	after_id: z.coerce.number().int().positive().optional().catch(undefined)
});
export type QueueQuery = z.output<typeof queueQuerySchema>;

const version = z.coerce.number({ error: 'input_invalid' }).int();
const note = z.string().max(2000, { error: 'note_too_long' }).default('');

export const copySchema = z.object({
	version,
	title: z.string().trim().max(120, { error: 'title_too_long' }),
	body: z.string().trim().max(20_000, { error: 'body_too_long' })
});
export const publishSchema = copySchema.extend({
	region: z.coerce.number({ error: 'region_unknown' }).int(),
	category: z.string()
});
export const askSchema = z.object({ question: z.string().max(2000, { error: 'question_invalid' }) });
export const rejectSchema = z.object({ reason: z.string({ error: 'rejection_reason_unknown' }), note });
export const transferSchema = z.object({
	destination: z.enum(destinations, { error: 'destination_unknown' }),
	note
});
export const assignSchema = z.object({
	lead: z.string({ error: 'department_required' }).min(1, { error: 'department_required' }),
	cooperating: z.array(z.string()).default([])
});
export const mergeSchema = z.object({
	/** The number as people say and write it: 1024, “编号 1024”, #1024. */
	remaining: z
		.string()
		.transform((text) => Number(/\d{1,15}/.exec(text)?.[0] ?? Number.NaN))
		.pipe(z.number({ error: 'merge_target_invalid' }).int()),
	reason: z.string().max(500, { error: 'note_too_long' }).default('')
});

export type PublishInput = z.output<typeof publishSchema>;
export type CopyInput = z.output<typeof copySchema>;

export interface QueueEntry {
	id: number;
	title: string;
	status: 'submitted' | 'published' | 'reopened' | 'needs_info';
	regionId: number;
	categoryKey: string;
	channel: string;
	submittedAt: string;
	round: number;
	votes: number;
	isAppeal: boolean;
	isReturned: boolean;
	isImported: boolean;
	/** Before publication a deadline runs; afterwards the wait is only counted. */
	hasClock: boolean;
	dueAt: string;
	waitingSince: string;
}

export interface QueueCounts {
	decide: number;
	assign: number;
	assignAgain: number;
	author: number;
	overdue: number;
}

export interface QueuePage {
	entries: QueueEntry[];
	counts: QueueCounts;
	/** The cursor of the next page; null on the last. */
	next: { afterDue: string; afterId: number } | null;
}
