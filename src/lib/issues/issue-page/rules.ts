import type { Clock } from '$lib/deadlines/schema';
import type { Named } from '$lib/platform/i18n/local-name';
import type { EventPayload } from '../schema.ts';
import type { Answer, Commitment, Picture, RatingCounts, Revision } from '../types.ts';
import type { ActorRole } from '$lib/domain/roles';
import type { IssueChannel } from '$lib/domain/channels';
import type { IssueStatus } from '$lib/domain/statuses';

export interface PublicEvent {
	id: number;
	at: string;
	kind: string;
	role: ActorRole;
	departmentKey: string | null;
	payload: EventPayload;
}

export interface PublicCommitment extends Commitment {
	departmentKey: string;
}

/** An issue's own page withholds nothing. */
export interface PublicRatings extends RatingCounts {
	comments: number;
}

export interface Comment {
	id: number;
	text: string;
	satisfaction: number;
	byAuthor: boolean;
	ratedAt: string;
}

export interface PublicAnswer extends Answer {
	/** Why it was revised last; empty for the first text. */
	reason: string;
	/** The texts before, latest first. */
	earlier: Revision[];
	/** It made the issue reopen. */
	reopenedAt: string | null;
	pictures: Picture[];
	ratings: PublicRatings | null;
	/** The newest ones. */
	comments: Comment[];
}

/** Everything that the public may know of an issue. */
export interface PublicIssue {
	id: number;
	title: string;
	body: string;
	status: IssueStatus;
	round: number;
	/** From the root down to the issue's own region. */
	regions: (Named & { id: number })[];
	category: Named & { key: string };
	channel: IssueChannel;
	source: string;
	isImported: boolean;
	authorShown: string | null;
	toldAt: string;
	publishedAt: string;
	leadDepartmentKey: string | null;
	votes: number;
	follows: number;
	broughtAlong: number;
	/** The confirmed group of issues that tell the same matter, with how many are public. */
	repeats: { group: number; issues: number } | null;
	pictures: Picture[];
	clocks: Clock[];
	commitments: PublicCommitment[];
	/** The latest round first. */
	answers: PublicAnswer[];
	/** In the order in which it happened. */
	events: PublicEvent[];
	/** The departments named anywhere above. */
	departments: Record<string, Named>;
}

/** Kept, still running, or past its day without being kept; a promise counts on its day. */
export function commitmentState(
	commitment: Pick<Commitment, 'dueOn' | 'keptAt'>,
	today: string
): 'kept' | 'running' | 'overdue' {
	if (commitment.keptAt !== null) return 'kept';
	return commitment.dueOn < today ? 'overdue' : 'running';
}

/** 0–1 of a measurable promise; null where nothing is measured. */
export function progressOf({ target, actual }: Pick<Commitment, 'target' | 'actual'>): number | null {
	return target === null || actual === null ? null : Math.min(1, actual / target);
}
