import { DomainError, isDomainError } from '$lib/platform/errors';
import { messageFor } from '$lib/platform/i18n/messages.server';
import type { Session } from '$lib/domain/session';
import { prepareText } from '$lib/text/prepare.server';
import { mergeSchema, type MergeQuestion } from './schema.ts';
import * as store from './store.server.ts';

export async function mergeIssue(
	actor: Session,
	id: number,
	remaining: number,
	reason: string
): Promise<void> {
	try {
		await store.merge(actor, id, remaining, prepareText(reason).masked);
	} catch (error) {
		throw missingTarget(error);
	}
}

/** Within thirty days. Refuses merge_undo_expired, status_not_allowed. */
export async function unmergeIssue(actor: Session, id: number, reason: string): Promise<void> {
	await store.unmerge(actor, id, prepareText(reason).masked);
}

/** What merging into the number in the address would do; a number that will not do is said, never an error page. */
export async function previewMerge(actor: Session, id: number, asked: string | null): Promise<MergeQuestion> {
	if (!asked) return { asked: '', preview: null, problem: null };
	const number = mergeSchema.shape.remaining.safeParse(asked);
	if (!number.success) return { asked, preview: null, problem: messageFor('merge_target_invalid') };
	try {
		return { asked, preview: await store.preview(actor, id, number.data), problem: null };
	} catch (error) {
		if (!(error instanceof DomainError) || error.status >= 500) throw error;
		// Whether the case itself may be seen is said by the page.
		return { asked, preview: null, problem: messageFor(error.code) };
	}
}

/** Only the other number can be missing: this one was just shown. */
function missingTarget(error: unknown): unknown {
	return isDomainError(error, 'issue_not_found')
		? new DomainError('merge_target_invalid', 422, { field: 'remaining' })
		: error;
}
