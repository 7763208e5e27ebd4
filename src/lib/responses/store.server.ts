import { staffIssueColumns, toRatingCounts, toStaffIssue } from '$lib/issues/schema';
import type { StaffIssue } from '$lib/issues/types';
import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { PreparedLetter } from '$lib/text/prepare.server';
import type {
	CommitmentInput,
	DeskAnswer,
	DeskCommitment,
	DeskCounts,
	DeskEntry,
	DeskQuery,
	Draft,
	DueCommitment
} from './schema.ts';

export type DeskRow = Omit<DeskEntry, 'regionName' | 'categoryName' | 'leadName'> & {
	regionId: number;
	categoryKey: string;
	leadDepartmentKey: string | null;
};

export async function readInbox(actor: Session, query: DeskQuery, pageSize: number): Promise<DeskRow[]> {
	const rows = unwrap(
		await clientFor(actor).rpc('desk_inbox', {
			tab: query.tab,
			department: query.department,
			page_size: pageSize,
			after_at: query.after_id ? query.after_at : undefined,
			after_id: query.after_at ? query.after_id : undefined
		})
	);
	return rows.map((row) => ({
		id: row.id,
		title: row.title,
		status: row.status,
		round: row.round,
		regionId: row.region_id,
		categoryKey: row.category_key,
		leadDepartmentKey: row.lead_department_key,
		isLead: row.is_lead,
		assignedAt: row.assigned_at,
		clock: row.clock,
		dueAt: row.due_at,
		votes: row.votes ?? 0,
		draftSavedAt: row.draft_saved_at,
		answeredAt: row.answered_at,
		sortAt: row.sort_at
	}));
}

export async function countDesk(actor: Session, department: string | undefined): Promise<DeskCounts> {
	const [row] = unwrap(await clientFor(actor).rpc('desk_counts', { department }));
	return {
		owesAnswer: row?.owes_answer ?? 0,
		inProgress: row?.in_progress ?? 0,
		overdue: row?.overdue ?? 0,
		done: row?.done ?? 0,
		cooperating: row?.cooperating ?? 0,
		commitments: row?.commitments ?? 0,
		commitmentsOverdue: row?.commitments_overdue ?? 0
	};
}

export async function readDueCommitments(
	actor: Session,
	query: DeskQuery,
	pageSize: number
): Promise<DueCommitment[]> {
	const rows = unwrap(
		await clientFor(actor).rpc('desk_commitments', {
			department: query.department,
			page_size: pageSize,
			after_due: query.after_id ? query.after_at : undefined,
			after_id: query.after_at ? query.after_id : undefined
		})
	);
	return rows.map(({ issue_id, due_on, ...row }) => ({ ...row, issueId: issue_id, dueOn: due_on }));
}

export interface DeskFile {
	issue: StaffIssue;
	answers: DeskAnswer[];
	commitments: DeskCommitment[];
	/** Of the department that leads now, in this round. */
	draft: Draft | null;
}

const answerColumns = 'responses(*, response_revisions(*), summary:rating_summaries(*))';

export async function readFile(actor: Session, id: number): Promise<DeskFile | null> {
	const [row] = unwrap(
		await clientFor(actor)
			.from('issues')
			.select(`${staffIssueColumns}, ${answerColumns}, commitments(*), response_drafts(*)`)
			.eq('id', id)
			.limit(1)
	);
	if (!row) return null;
	const issue = toStaffIssue(row);
	const draft = row.response_drafts.find(
		(one) => one.round === issue.round && one.department_key === issue.leadDepartmentKey
	);
	return {
		issue,
		answers: row.responses
			.map((response) => ({
				id: response.id,
				round: response.round,
				departmentKey: response.department_key,
				body: response.body,
				revision: response.revision,
				saysResolved: response.says_resolved,
				publishedAt: response.published_at,
				revisedAt: response.revised_at,
				isImported: response.is_imported,
				ratings: response.summary.map(toRatingCounts)[0] ?? null,
				revisions: response.response_revisions
					.map(({ revision, body, reason, published_at }) => ({
						revision,
						body,
						reason,
						publishedAt: published_at
					}))
					.sort((a, b) => b.revision - a.revision)
			}))
			.sort((a, b) => b.round - a.round),
		commitments: row.commitments
			.map(({ id, round, measure, owner, due_on, target, actual, unit, kept_at, version }) => ({
				...{ id, round, measure, owner, target, actual, unit, version },
				dueOn: due_on,
				keptAt: kept_at
			}))
			.sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id - b.id),
		draft: draft ? { body: draft.body, version: draft.version, savedAt: draft.saved_at } : null
	};
}

/** The draft's new version. */
export async function saveDraft(
	actor: Session,
	issue: number,
	body: string,
	version: number
): Promise<number> {
	return unwrap(await clientFor(actor).rpc('save_draft', { issue, body, expected_version: version }));
}

export async function publishResponse(
	actor: Session,
	issue: number,
	version: number,
	letter: PreparedLetter,
	saysResolved: boolean
): Promise<number> {
	return unwrap(
		await clientFor(actor).rpc('publish_response', {
			issue,
			expected_version: version,
			body: letter.body.masked,
			mask_version: letter.maskVersion,
			tokens: letter.tokens,
			tokenizer_version: letter.tokenizerVersion,
			says_resolved: saysResolved
		})
	);
}

export async function reviseResponse(
	actor: Session,
	response: number,
	revision: number,
	letter: PreparedLetter,
	reason: string
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('revise_response', {
			response,
			expected_revision: revision,
			body: letter.body.masked,
			body_original: letter.body.original,
			mask_version: letter.maskVersion,
			tokens: letter.tokens,
			tokenizer_version: letter.tokenizerVersion,
			reason
		})
	);
}

export async function reportProgress(actor: Session, issue: number, note: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('report_progress', { issue, note }));
}

export async function returnIssue(actor: Session, issue: number, reason: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('return_issue', { issue, reason }));
}

export async function declareResolved(actor: Session, issue: number, note: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('declare_resolved', { issue, note }));
}

export async function saveCommitment(actor: Session, issue: number, input: CommitmentInput): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('save_commitment', {
			issue,
			measure: input.measure,
			owner: input.owner,
			due_on: input.due_on,
			commitment: input.commitment,
			expected_version: input.commitment_version,
			target: input.target,
			actual: input.actual,
			unit: input.unit,
			kept: input.kept === 'on'
		})
	);
}

export async function removeAttachment(actor: Session, attachment: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('remove_attachment', { attachment }));
}
