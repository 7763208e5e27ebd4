import type { ClockKind } from '$lib/domain/clocks';
import type { IssueStatus } from '$lib/domain/statuses';
import { isInstant } from '$lib/platform/time/clock';

interface OfIssue {
	issueId: number;
	title: string;
	status: IssueStatus;
}

/** Something the department still owes, by its running clock. */
export interface Debt extends OfIssue {
	clock: ClockKind;
	round: number;
	dueAt: string;
}

export interface DepartmentAnswer extends OfIssue {
	id: number;
	round: number;
	body: string;
	publishedAt: string;
	isImported: boolean;
}

export interface Promised extends OfIssue {
	id: number;
	measure: string;
	dueOn: string;
}

export interface AnswerCursor {
	publishedAt: string;
	id: number;
}

export function answerCursorText(cursor: AnswerCursor): string {
	return `${cursor.publishedAt}~${cursor.id}`;
}

/** Null for anything that is not a cursor. */
export function readAnswerCursor(text: string | null): AnswerCursor | null {
	const [, publishedAt, id] = /^(.{10}[ T].{1,30})~([1-9]\d{0,14})$/.exec(text ?? '') ?? [];
	return publishedAt && id && isInstant(publishedAt) ? { publishedAt, id: Number(id) } : null;
}
