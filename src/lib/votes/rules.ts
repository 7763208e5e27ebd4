import type { IssueStatus } from '$lib/domain/statuses';
/** What became of a request to support an issue; a repeat is answered as success. */
export type CastOutcome = 'counted' | 'already_counted';
export type WithdrawOutcome = 'withdrawn' | 'not_voted';

/** The caller's own relation to an issue. */
export interface Marks {
	voted: boolean;
	followed: boolean;
	isAuthor: boolean;
}

export const noMarks: Marks = { voted: false, followed: false, isAuthor: false };

/** A support as its owner sees it; nobody else ever does. */
export interface OwnVote {
	issueId: number;
	title: string;
	status: IssueStatus;
	castAt: string;
}
