import { z } from 'zod';
import { destinations } from '$lib/domain/destinations';
import type { IssueChannel } from '$lib/domain/channels';
import type { IssueStatus } from '$lib/domain/statuses';
import { isInstant } from '$lib/platform/time/clock';
import { isWithin } from '$lib/text/normalize';

const queueKinds = ['decide', 'appeal', 'assign', 'assign_again', 'flagged', 'overdue', 'author'] as const;
type QueueFilter = (typeof queueKinds)[number];
/** What an entry waits for; any of it can be overdue. */
export type QueueKind = Exclude<QueueFilter, 'overdue'>;

/** Query parameters of the queue: what is not understood is left out, never an error. */
export const queueQuerySchema = z.object({
	kind: z.enum(queueKinds).optional().catch(undefined),
	after_due: z.string().refine(isInstant).optional().catch(undefined),
	after_id: z.coerce.number().int().positive().optional().catch(undefined)
});
export type QueueQuery = z.output<typeof queueQuerySchema>;

/** What an officer has just done, for the notice on the queue. */
const doneActions = [
	'published',
	'asked',
	'rejected',
	'transferred',
	'assigned',
	'merged',
	'released'
] as const;
export const doneSchema = z.object({
	done: z.enum(doneActions).optional().catch(undefined),
	id: z.coerce.number().int().positive().optional().catch(undefined)
});
export type DoneAction = (typeof doneActions)[number];

const version = z.coerce.number({ error: 'input_invalid' }).int();
const text = (limit: number, error: string) => z.string().refine((given) => isWithin(given, limit), error);
const note = text(2000, 'note_too_long').default('');

export const copySchema = z.object({
	version,
	title: text(120, 'title_too_long').trim(),
	body: text(20_000, 'body_too_long').trim(),
	/** Places that look private: those the form showed, and of them those that stay readable. */
	asked: z.array(z.string()).default([]),
	shown: z.array(z.string()).default([])
});
/** What lib/routing proposed first, to know later how often it is followed. */
const advised = z
	.string()
	.regex(/^[a-z0-9_]{0,40}$/)
	.default('')
	.catch('');
export const publishSchema = copySchema.extend({
	region: z.coerce.number({ error: 'region_unknown' }).int(),
	category: z.string(),
	advised
});
export const askSchema = z.object({ question: text(2000, 'question_invalid') });
export const rejectSchema = z.object({ reason: z.string({ error: 'rejection_reason_unknown' }), note });
export const transferSchema = z.object({
	destination: z.enum(destinations, { error: 'destination_unknown' }),
	note
});
export const assignSchema = z.object({
	lead: z.string({ error: 'department_required' }).min(1, { error: 'department_required' }),
	cooperating: z.array(z.string()).default([]),
	advised
});
/** A form that is only a button. */
export const nothingSchema = z.object({});

/** At which field a refusal of the database is shown. */
export const fieldOf: Record<string, string> = {
	title_too_short: 'title',
	title_too_long: 'title',
	body_empty: 'body',
	body_too_long: 'body',
	copy_holds_private: 'body',
	region_unknown: 'region',
	category_unknown: 'category',
	question_invalid: 'question',
	rejection_reason_unknown: 'reason',
	destination_unknown: 'destination',
	department_unknown: 'lead'
};

export type PublishInput = z.output<typeof publishSchema>;
export type AssignInput = z.output<typeof assignSchema>;
export type CopyInput = z.output<typeof copySchema>;

export interface QueueEntry {
	id: number;
	title: string;
	status: IssueStatus;
	regionId: number;
	categoryKey: string;
	/** In the reader's language. */
	regionName: string;
	categoryName: string;
	channel: IssueChannel;
	submittedAt: string;
	round: number;
	votes: number;
	isAppeal: boolean;
	isReturned: boolean;
	isImported: boolean;
	/** Before publication a deadline runs; afterwards the wait is only counted. */
	clockDueAt: string | null;
	/** Its place in the queue: what has no deadline counts as due 15 days, a flag five days after it waits. */
	dueAt: string;
	waitingSince: string;
	/** How often something under it was flagged. */
	flags: number;
	/** Who works on it just now. */
	claim: Claim | null;
}

export interface Claim {
	isMine: boolean;
	/** The colleague's name, for the intake office alone. */
	holder: string;
	until: string;
}

export interface QueueCounts {
	inAll: number;
	decide: number;
	appeal: number;
	assign: number;
	assignAgain: number;
	flagged: number;
	author: number;
	overdue: number;
	/** Without what is only flagged. */
	waitsForIntake: number;
	/** Changed answers that nobody has looked at. */
	changed: number;
}

export interface QueuePage {
	entries: QueueEntry[];
	counts: QueueCounts;
	/** The cursor of the next page; null on the last. */
	nextPage: { afterDue: string; afterId: number } | null;
}
