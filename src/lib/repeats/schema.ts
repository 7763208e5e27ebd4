import { z } from 'zod';
import type { ActorRole } from '$lib/domain/roles';
import type { IssueChannel } from '$lib/domain/channels';
import type { IssueStatus } from '$lib/domain/statuses';
import type { Named } from '$lib/platform/i18n/local-name';
import { isWithin } from '$lib/text/normalize';

const number = z.coerce.number({ error: 'input_invalid' }).int().positive();
const note = z
	.string()
	.refine((given) => isWithin(given, 2000), 'note_too_long')
	.default('');
const category = z.string({ error: 'category_unknown' });

export const confirmSchema = z.object({
	cluster: number,
	issues: z.array(number).default([]),
	category: category.optional(),
	note
});
export const dismissSchema = z.object({ cluster: number });
export const groupSchema = z.object({ version: number, category, note });
export const addSchema = z.object({
	/** As people write it: 1024, “编号 1024”. */
	added: z
		.string()
		.transform((text) => Number(/\d{1,15}/.exec(text)?.[0] ?? Number.NaN))
		.pipe(z.number({ error: 'repeat_not_public' }).int())
});
export const removeSchema = z.object({ issue: number });

/** At which field a refusal of the database is shown. */
export const fieldOf: Record<string, string> = {
	repeat_too_few: 'issues',
	category_unknown: 'category',
	note_too_long: 'note'
};
export const addFieldOf: Record<string, string> = {
	repeat_not_public: 'added',
	repeat_in_other_group: 'added',
	issue_not_found: 'added'
};

/** Over the years, on another level, through another door. */
export interface Kinds {
	years: boolean;
	levels: boolean;
	channels: boolean;
}

export interface RepeatIssue {
	id: number;
	title: string;
	status: IssueStatus;
	channel: IssueChannel;
	region: Named & { level: number };
	toldAt: string;
	votes: number;
	/** The beginning of the newest answer. */
	answer: string | null;
}

export interface Cluster {
	id: number;
	issues: RepeatIssue[];
	kinds: Kinds;
	/** Of the texts that are most alike, from 0 to 1. */
	score: number;
	/** The group that some of them are in already. */
	groupId: number | null;
	categoryKey: string;
}

export interface RepeatEvent {
	id: number;
	at: string;
	kind: 'made' | 'added' | 'changed' | 'removed' | 'dissolved';
	role: ActorRole;
	issues: number[];
	categoryKey: string | null;
	note: string | null;
}

export interface RepeatGroup {
	id: number;
	category: Named & { key: string };
	note: string;
	version: number;
	madeAt: string;
	issues: RepeatIssue[];
	kinds: Kinds;
	events: RepeatEvent[];
}
