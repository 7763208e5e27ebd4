import type { Session } from '$lib/domain/session';
import { prepareText } from '$lib/text/prepare.server';
import { encodePictures, storePictures } from '../pictures/service.server.ts';
import { prepareIssue } from '../submission/prepare.server.ts';
import type { Completion, OwnIssue } from './schema.ts';
import * as store from './store.server.ts';

/** Newest first, whatever their status. */
export function listOwnIssues(session: Session): Promise<store.OwnListed[]> {
	return store.readOwnIssues(session);
}

/** Null when there is none or it is somebody else's. */
export async function ownIssue(session: Session, id: number): Promise<OwnIssue | null> {
	const [issue, original] = await Promise.all([
		store.readIssue(session, id),
		store.readOriginal(session, id)
	]);
	if (!issue || !original) return null;
	const { rejectionReason } = issue;
	return {
		...issue,
		original,
		hasAppealed: issue.history.some((event) => event.kind === 'appealed'),
		rejection: rejectionReason === null ? null : await store.readRejection(session, rejectionReason)
	};
}

/**
 * The author's reply to "please tell us more": a new text, and pictures that were missing. The pictures first, because
 * the reply hands the issue back to the intake officer. Returns how many pictures were not stored.
 */
export async function completeIssue(session: Session, id: number, input: Completion): Promise<number> {
	const pictures = await encodePictures(input.pictures);
	const lost = await storePictures(session, id, pictures);
	await store.complete(session, id, prepareIssue(input));
	return lost;
}

/** Returns how many were not stored. */
export async function addPictures(session: Session, id: number, files: File[]): Promise<number> {
	return storePictures(session, id, await encodePictures(files));
}

/** The reason is masked like any text: it goes into the issue's events. */
export function appealIssue(session: Session, id: number, reason: string): Promise<void> {
	return store.appeal(session, id, prepareText(reason).masked);
}

/** `withdrawn`: hidden from the public. `anonymised`: it had an answer, so only the author's trace is gone. */
export function withdrawIssue(session: Session, id: number): Promise<string> {
	return store.withdraw(session, id);
}
