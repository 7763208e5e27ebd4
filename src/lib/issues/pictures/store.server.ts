import { clientFor, publicClient, serviceClient, unwrap } from '$lib/platform/database/client.server';
import { log } from '$lib/platform/log/log.server';
import type { Session } from '$lib/domain/session';
import type { EncodedPicture } from './encode.server.ts';

const bucket = 'pictures';

export interface Attachment {
	id: string;
	storagePath: string;
	mediaType: string;
}

export async function insertAttachment(
	session: Session,
	issueId: number,
	storagePath: string,
	picture: EncodedPicture,
	responseRound: number | null
): Promise<string> {
	return unwrap(
		await clientFor(session).rpc('add_attachment', {
			issue: issueId,
			storage_path: storagePath,
			media_type: picture.mediaType,
			width: picture.width,
			height: picture.height,
			bytes: picture.bytes.length,
			...(responseRound === null ? {} : { response_round: responseRound })
		})
	);
}

/** The attachment as this visitor may see it; row-level security decides. */
export async function findAttachment(
	session: Session | null,
	issueId: number,
	id: string
): Promise<Attachment | null> {
	const client = session ? clientFor(session) : publicClient();
	const [row] = unwrap(
		await client
			.from('attachments')
			.select('id, storage_path, media_type')
			.eq('issue_id', issueId)
			.eq('id', id)
			.limit(1)
	);
	return row ? { id: row.id, storagePath: row.storage_path, mediaType: row.media_type } : null;
}

/** False when the object store did not take it. */
export async function putObject(path: string, picture: EncodedPicture): Promise<boolean> {
	const { storage } = serviceClient();
	const put = () =>
		storage.from(bucket).upload(path, picture.bytes, { contentType: picture.mediaType, upsert: true });
	let { error } = await put();
	if (error && /bucket not found/i.test(error.message)) {
		// A new project has none yet.
		await storage.createBucket(bucket, { public: false });
		({ error } = await put());
	}
	// Perhaps the same picture was being put by the same form sent twice.
	if (error) ({ error } = await put());
	if (error) log.warn({ message: error.message }, 'picture not stored');
	return error === null;
}

export async function getObject(path: string): Promise<Blob | null> {
	const { data, error } = await serviceClient().storage.from(bucket).download(path);
	if (error) log.warn({ message: error.message }, 'picture not read');
	return data;
}
