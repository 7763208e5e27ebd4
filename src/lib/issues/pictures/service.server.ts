import { log } from '$lib/platform/log/log.server';
import type { Session } from '$lib/domain/session';
import type { EncodedPicture } from './encode.server.ts';
import { findAttachment, getObject, insertAttachment, putObject } from './store.server.ts';

export { encodePictures, type EncodedPicture } from './encode.server.ts';

/** How many of them were not stored: a text never waits for its pictures. */
export async function storePictures(
	session: Session,
	issueId: number,
	pictures: readonly EncodedPicture[],
	responseRound: number | null = null
): Promise<number> {
	let lost = 0;
	for (const picture of pictures) {
		try {
			if (!(await storeEncoded(session, issueId, picture, responseRound))) lost += 1;
		} catch (error) {
			log.warn({ err: error, issueId }, 'picture not attached');
			lost += 1;
		}
	}
	return lost;
}

/** The bytes first: a row without its picture would be a hole in a public page. */
async function storeEncoded(
	session: Session,
	issueId: number,
	picture: EncodedPicture,
	responseRound: number | null
): Promise<boolean> {
	const folder = responseRound === null ? 'question' : `answer-${responseRound}`;
	const path = `issues/${issueId}/${folder}/${picture.hash}.webp`;
	if (!(await putObject(path, picture))) return false;
	await insertAttachment(session, issueId, path, picture, responseRound);
	return true;
}

export interface ServedPicture {
	bytes: Blob;
	mediaType: string;
	isPublic: boolean;
}

/** Null when there is none, or none that this visitor may see. */
export async function readPicture(
	session: Session | null,
	issueId: number,
	id: string
): Promise<ServedPicture | null> {
	const open = await findAttachment(null, issueId, id);
	const found = open ?? (session && (await findAttachment(session, issueId, id)));
	const bytes = found && (await getObject(found.storagePath));
	return found && bytes && { bytes, mediaType: found.mediaType, isPublic: open !== null };
}
