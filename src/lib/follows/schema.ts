import { z } from 'zod';
import type { ActorRole } from '$lib/domain/roles';
import type { IssueStatus } from '$lib/domain/statuses';

export interface Followed {
	issueId: number;
	title: string;
	status: IssueStatus;
	followedAt: string;
}

/** Something that happened to an issue which the person follows, voted for or wrote. */
export interface News {
	/** The event's id, by which the list pages. */
	id: number;
	issueId: number;
	title: string;
	status: IssueStatus;
	kind: string;
	at: string;
	departmentKey: string | null;
	role: ActorRole;
	isNew: boolean;
}

export const followSchema = z.object({
	issue: z
		.string('input_invalid')
		.regex(/^[1-9]\d{0,14}$/, 'input_invalid')
		.transform(Number)
});
