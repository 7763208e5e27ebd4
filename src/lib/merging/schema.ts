import { z } from 'zod';
import type { IssueStatus } from '$lib/domain/statuses';
import { isWithin } from '$lib/text/normalize';

/** The number as people say and write it: 1024, “编号 1024”, #1024. */
const issueNumber = z
	.string()
	.transform((text) => Number(/\d{1,15}/.exec(text)?.[0] ?? Number.NaN))
	.pipe(z.number({ error: 'merge_target_invalid' }).int());
/** Public, so it has to be said. */
const reason = z
	.string({ error: 'merge_reason_required' })
	.trim()
	.min(2, { error: 'merge_reason_required' })
	.refine((given) => isWithin(given, 500), 'note_too_long');

export const mergeSchema = z.object({ remaining: issueNumber, merge_reason: reason });
export const unmergeSchema = z.object({ merge_reason: reason });

/** At which field a refusal of the database is shown. */
export const mergeFieldOf: Record<string, string> = {
	merge_target_invalid: 'remaining',
	merge_into_itself: 'remaining'
};

/** Into what an issue would go, and how much would move. */
export interface MergePreview {
	target: {
		id: number;
		title: string;
		status: IssueStatus;
		publishedAt: string | null;
		votes: number;
		follows: number;
		answer: string | null;
		answeredAt: string | null;
	};
	carriedVotes: number;
	carriedFollows: number;
	bothVotes: number;
	bothFollows: number;
}

/** What stands on the page of a case: `asked` is the number as it was typed, empty before. */
export interface MergeQuestion {
	asked: string;
	preview: MergePreview | null;
	/** A finished sentence when that number will not do. */
	problem: string | null;
}
