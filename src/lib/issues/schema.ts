import { z } from 'zod';
import { clocksSchema } from '$lib/deadlines/schema';
import type { IssueChannel } from '$lib/domain/channels';
import type { ActorRole } from '$lib/domain/roles';
import type { IssueStatus } from '$lib/domain/statuses';
import type { Tables } from '$lib/platform/database/database.types';
import type { HistoryEvent, RatingCounts, StaffIssue } from './types.ts';

/** What an event says besides its kind; keys that a page does not know are left out. */
export const eventPayloadSchema = z
	.object({
		text: z.string(),
		reason: z.string(),
		destination: z.string(),
		department: z.string(),
		cooperating: z.array(z.string()),
		merged_into: z.number(),
		undo_until: z.string(),
		unmerged_from: z.number(),
		issue: z.number(),
		also: z.array(z.number()),
		because: z.string(),
		not_solved: z.number(),
		ratings: z.number(),
		revision: z.number(),
		due_on: z.string(),
		earlier_due_on: z.string(),
		earlier_text: z.string(),
		imported: z.boolean(),
		/** Which public text: issue, answer or comment. */
		part: z.string()
	})
	.partial()
	.catch({});

export type EventPayload = z.output<typeof eventPayloadSchema>;

interface EventRow extends Omit<HistoryEvent, 'role' | 'departmentKey' | 'payload'> {
	actor_role: ActorRole;
	actor_department: string | null;
	payload: unknown;
}

export interface IssueRow {
	id: number;
	title: string;
	body: string;
	status: IssueStatus;
	version: number;
	round: number;
	region_id: number;
	path: unknown;
	category_key: string;
	channel: IssueChannel;
	source: string;
	external_id: string | null;
	author_shown: string | null;
	told_at: string;
	submitted_at: string;
	published_at: string | null;
	answered_at: string | null;
	is_imported: boolean;
	lead_department_key: string | null;
	rejection_reason: string | null;
	merged_into: number | null;
	issue_counters: { votes: number; brought_along: number } | null;
	clocks: unknown[];
	assignments: { department_key: string; is_lead: boolean; assigned_at: string; ended_at: string | null }[];
	attachments: {
		id: string;
		position: number;
		response_round: number | null;
		width: number | null;
		height: number | null;
	}[];
	issue_events: EventRow[];
}

/** The columns and embeds that `toStaffIssue` reads. */
export const staffIssueColumns = `*, issue_counters(votes, brought_along), clocks(*), assignments(*),
	attachments(id, position, response_round, width, height),
	issue_events(id, at, kind, round, actor_role, actor_department, visibility, payload)` as const;

export function toStaffIssue(row: IssueRow): StaffIssue {
	return {
		id: row.id,
		title: row.title,
		body: row.body,
		status: row.status,
		version: row.version,
		round: row.round,
		regionId: row.region_id,
		path: String(row.path),
		categoryKey: row.category_key,
		channel: row.channel,
		source: row.source,
		externalId: row.external_id,
		authorShown: row.author_shown,
		toldAt: row.told_at,
		submittedAt: row.submitted_at,
		publishedAt: row.published_at,
		answeredAt: row.answered_at,
		isImported: row.is_imported,
		leadDepartmentKey: row.lead_department_key,
		rejectionReason: row.rejection_reason,
		mergedInto: row.merged_into,
		votes: row.issue_counters?.votes ?? 0,
		broughtAlong: row.issue_counters?.brought_along ?? 0,
		clocks: clocksSchema.parse(row.clocks),
		assignments: row.assignments
			.filter((assignment) => assignment.ended_at === null)
			.sort((a, b) => Number(b.is_lead) - Number(a.is_lead))
			.map((assignment) => ({
				departmentKey: assignment.department_key,
				isLead: assignment.is_lead,
				assignedAt: assignment.assigned_at
			})),
		pictures: row.attachments
			.map(({ id, position, response_round, width, height }) => ({
				id,
				position,
				responseRound: response_round,
				width,
				height
			}))
			.sort((a, b) => a.position - b.position),
		history: row.issue_events
			.map(({ id, at, kind, round, actor_role, actor_department, visibility, payload }) => ({
				id,
				at,
				kind,
				round,
				role: actor_role,
				departmentKey: actor_department,
				visibility,
				payload: eventPayloadSchema.parse(payload)
			}))
			.sort((a, b) => a.id - b.id)
	};
}

type CountedRatings = Omit<Tables<'rating_summaries'>, 'response_id'>;

/** Of an answer that somebody rated. A view's columns may be null to the generated types; counts never are. */
export function toRatingCounts(row: CountedRatings): RatingCounts {
	return {
		n: row.ratings ?? 0,
		solvedAsked: row.solved_asked ?? 0,
		solved: row.solved ?? 0,
		toThePointAsked: row.to_the_point_asked ?? 0,
		toThePoint: row.to_the_point ?? 0,
		satisfaction: [
			row.very_satisfied ?? 0,
			row.satisfied ?? 0,
			row.fairly_satisfied ?? 0,
			row.dissatisfied ?? 0,
			row.very_dissatisfied ?? 0
		]
	};
}
