import type { IssueStatus } from '$lib/domain/statuses';
import { isOpenForVotes } from '$lib/domain/statuses';
import { visibleLength } from '$lib/text/normalize.ts';
import type { Marks } from '$lib/votes/rules.ts';

/** An issue that may tell the same trouble. */
export interface SimilarIssue {
	id: number;
	title: string;
	status: IssueStatus;
	regionId: number;
	votes: number;
	/** 0 to 1, in hundredths. */
	score: number;
	lastAnswerAt: string | null;
	answerBeginning: string | null;
	/** Steps in the tree of regions from the asked one; null where none was asked. */
	treeDistance: number | null;
}

export interface SimilarQuestion {
	title?: string;
	text: string;
	region?: number | undefined;
	limit?: number;
	/** The issue itself, where it stands already. */
	except?: number | undefined;
}

/** Fewer signs than these tell no trouble. */
const MIN_CHARACTERS = 4;
export const isInformative = (text: string) => visibleLength(text.slice(0, 1_000)) >= MIN_CHARACTERS;

/** One of them beside the form for a new issue, with what the person did with it already. */
export interface SimilarCard extends SimilarIssue {
	marks: Marks;
}

/** A visitor signs in first; staff support nothing. */
export type Viewer = 'visitor' | 'resident' | 'staff';

/** What the person can do to support one of them, or why not. */
export function supportOf({ marks, status }: SimilarCard, viewer: Viewer) {
	if (marks.isAuthor) return 'own';
	if (marks.voted) return 'given';
	if (!isOpenForVotes(status)) return 'closed';
	return viewer === 'staff' ? 'none' : viewer === 'visitor' ? 'sign-in' : 'open';
}
