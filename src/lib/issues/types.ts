import type { Clock } from '$lib/deadlines/schema';
import type { IssueChannel } from '$lib/domain/channels';
import type { ActorRole } from '$lib/domain/roles';
import type { IssueStatus } from '$lib/domain/statuses';
import type { EventPayload } from './schema.ts';

export interface HistoryEvent {
	id: number;
	at: string;
	kind: string;
	round: number;
	role: ActorRole;
	departmentKey: string | null;
	visibility: 'public' | 'author' | 'internal';
	payload: EventPayload;
}

export interface Picture {
	id: string;
	width: number | null;
	height: number | null;
}

export interface StaffPicture extends Picture {
	position: number;
	/** Null for the author's own; otherwise the round of the answer it belongs to. */
	responseRound: number | null;
}

/** What a department promised to do, by a day. */
export interface Commitment {
	id: number;
	round: number;
	measure: string;
	owner: string;
	/** A day, `2026-12-31`. */
	dueOn: string;
	target: number | null;
	actual: number | null;
	unit: string;
	keptAt: string | null;
}

/** A text of an answer that was public once. */
export interface Revision {
	revision: number;
	body: string;
	reason: string;
	publishedAt: string;
}

/** What a department answered in a round, as its latest revision says it. */
export interface Answer {
	id: number;
	round: number;
	departmentKey: string;
	body: string;
	revision: number;
	saysResolved: boolean;
	publishedAt: string;
	revisedAt: string | null;
	isImported: boolean;
}

/** How an answer was rated: raw counts, and of how many who were asked. */
export interface RatingCounts {
	n: number;
	solvedAsked: number;
	solved: number;
	toThePointAsked: number;
	toThePoint: number;
	/** From 5 (very satisfied) down to 1. */
	satisfaction: [number, number, number, number, number];
}

/** One issue as staff see it, with all that hangs under it. */
export interface StaffIssue {
	id: number;
	title: string;
	body: string;
	status: IssueStatus;
	version: number;
	round: number;
	regionId: number;
	path: string;
	categoryKey: string;
	channel: IssueChannel;
	source: string;
	externalId: string | null;
	authorShown: string | null;
	toldAt: string;
	submittedAt: string;
	publishedAt: string | null;
	answeredAt: string | null;
	isImported: boolean;
	leadDepartmentKey: string | null;
	rejectionReason: string | null;
	mergedInto: number | null;
	votes: number;
	broughtAlong: number;
	clocks: Clock[];
	/** Departments at work on it now. */
	assignments: { departmentKey: string; isLead: boolean; assignedAt: string }[];
	pictures: StaffPicture[];
	history: HistoryEvent[];
}
