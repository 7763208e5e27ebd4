import type { IssueStatus } from '$lib/domain/statuses';

interface OwnState {
	status: IssueStatus;
	answeredAt: string | null;
	/** One appeal against a rejection is all there is. */
	hasAppealed: boolean;
}

/** What withdrawing would do now: hide the issue, take the author's trace from an answered one, or nothing yet. */
export function withdrawalOf({ status, answeredAt }: OwnState): 'hide' | 'anonymise' | null {
	if (answeredAt !== null) return 'anonymise';
	return status === 'submitted' || status === 'published' ? 'hide' : null;
}

export function mayAppeal({ status, hasAppealed }: OwnState): boolean {
	return status === 'rejected' && !hasAppealed;
}

/** Pictures are taken until somebody has decided. */
export function mayAddPictures({ status }: OwnState): boolean {
	return status === 'submitted' || status === 'needs_info';
}
