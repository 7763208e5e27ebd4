import { isFlagReason } from '$lib/domain/flags';
import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { PreparedLetter } from '$lib/text/prepare.server';
import type {
	ChangedAnswer,
	ChangedQuery,
	HideInput,
	LeaveInput,
	Meant,
	OpenFlag,
	Part,
	Redaction
} from './schema.ts';

/** Which text a row is about: the issue's own has neither answer nor rating. */
export interface Under {
	part: Part;
	/** Of the answer or the comment, or the issue itself. */
	of: number;
}

function under(row: { response_id: number | null; rating_id: number | null }, issue: number): Under {
	if (row.rating_id !== null) return { part: 'comment', of: row.rating_id };
	return row.response_id !== null ? { part: 'answer', of: row.response_id } : { part: 'issue', of: issue };
}

const thing = ({ part, id }: Meant) => ({
	...(part === 'answer' && { response: id }),
	...(part === 'comment' && { rating: id })
});

export async function readFlags(actor: Session, issue: number): Promise<(OpenFlag & Under)[]> {
	const rows = unwrap(await clientFor(actor).rpc('open_flags', { issue }));
	return rows.map((row) => ({
		...under(row, issue),
		id: row.id,
		reason: isFlagReason(row.reason) ? row.reason : 'other',
		words: row.words,
		times: row.times,
		raisedAt: row.raised_at
	}));
}

export async function readRedactions(actor: Session, issue: number): Promise<(Redaction & Under)[]> {
	const rows = unwrap(await clientFor(actor).rpc('redactions_of', { issue }));
	return rows.map((row) => ({
		...under(row, issue),
		id: row.id,
		reason: isFlagReason(row.reason) ? row.reason : 'other',
		hiddenAt: row.hidden_at,
		shownAt: row.shown_at
	}));
}

type Why = Pick<HideInput, 'passage' | 'reason' | 'seen'>;
const why = ({ passage, reason, seen }: Why) => ({ passage, reason, ...(seen !== undefined && { seen }) });
const words = ({ maskVersion, tokens, tokenizerVersion }: PreparedLetter) => ({
	mask_version: maskVersion,
	tokens,
	tokenizer_version: tokenizerVersion
});

export async function redactIssue(
	actor: Session,
	issue: number,
	version: number,
	letter: PreparedLetter,
	input: Why
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('redact_issue', {
			issue,
			expected_version: version,
			title: letter.title.masked,
			body: letter.body.masked,
			...words(letter),
			...why(input)
		})
	);
}

export async function redactAnswer(
	actor: Session,
	response: number,
	standing: string,
	letter: PreparedLetter,
	input: Why
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('redact_response', {
			response,
			standing,
			body: letter.body.masked,
			...words(letter),
			...why(input)
		})
	);
}

export async function redactComment(
	actor: Session,
	rating: number,
	standing: string,
	comment: string,
	input: Why
): Promise<void> {
	unwrap(await clientFor(actor).rpc('redact_comment', { rating, standing, comment, ...why(input) }));
}

export async function leaveFlagged(actor: Session, issue: number, input: LeaveInput): Promise<void> {
	const { seen, note } = input;
	unwrap(await clientFor(actor).rpc('leave_flagged', { issue, seen, note, ...thing(input) }));
}

/** An answer or a comment as it was typed; the database writes down who looked. */
export async function readTyped(actor: Session, meant: Meant): Promise<string> {
	return unwrap(await clientFor(actor).rpc('read_typed', thing(meant)));
}

export interface HiddenText {
	part: string;
	revision: number;
	passage: string;
	before: string;
}

/** What was hidden, and the texts it stood in; the database writes down who looked. */
export async function readHidden(actor: Session, redaction: number): Promise<HiddenText[]> {
	return unwrap(await clientFor(actor).rpc('read_redaction', { redaction }));
}

export async function showAgain(actor: Session, redaction: number, letter: PreparedLetter): Promise<void> {
	unwrap(await clientFor(actor).rpc('show_again', { redaction, ...words(letter) }));
}

/** Changed answers that nobody of the intake office has seen, the oldest first. */
export async function readChanged(
	actor: Session,
	query: ChangedQuery,
	pageSize: number
): Promise<ChangedAnswer[]> {
	const isNext = query.after_at !== undefined && query.after_response !== undefined;
	const rows = unwrap(
		await clientFor(actor).rpc('changed_answers', {
			page_size: pageSize,
			...(isNext && { ...query, after_revision: query.after_revision ?? 0 })
		})
	);
	return rows.map((row) => ({
		responseId: row.response_id,
		revision: row.revision,
		issueId: row.issue_id,
		title: row.title,
		departmentKey: row.department_key,
		reason: row.reason,
		before: row.before,
		after: row.after,
		publishedAt: row.published_at
	}));
}

export async function noteSeen(actor: Session, response: number, revision: number): Promise<void> {
	unwrap(await clientFor(actor).rpc('see_revision', { response, revision }));
}
