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
	position: number;
	/** Null for the author's own; otherwise the round of the answer it belongs to. */
	responseRound: number | null;
	width: number | null;
	height: number | null;
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
	pictures: Picture[];
	history: HistoryEvent[];
}
