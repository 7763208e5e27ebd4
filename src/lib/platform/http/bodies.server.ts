import { DomainError } from '../errors';

/** Of a form without files: the longest text in the most wasteful encoding, several times over. */
const maxFormBytes = 2 * 1024 * 1024;
const maxFields = 500;

/** A form without files, of any content type that a form can have. */
export async function readFormData(request: Request): Promise<FormData> {
	const { bytes, isCut } = await readUpTo(request, maxFormBytes);
	if (isCut) throw new DomainError('form_too_large', 413);
	return parseBody(bytes, request.headers.get('content-type'));
}

export async function parseBody(bytes: Buffer<ArrayBuffer>, contentType: string | null): Promise<FormData> {
	let form: FormData;
	try {
		form = await new Response(bytes, { headers: { 'content-type': contentType ?? '' } }).formData();
	} catch (error) {
		throw new DomainError('form_unreadable', 400, { cause: error });
	}
	if ([...form.keys()].length > maxFields) throw new DomainError('form_too_large', 413);
	return form;
}

/**
 * The body up to `maxBytes`. What comes after is read and dropped: a browser that is cut off while sending shows its
 * own error page instead of our answer.
 */
export async function readUpTo(
	request: Request,
	maxBytes: number
): Promise<{ bytes: Buffer<ArrayBuffer>; isCut: boolean }> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.length;
			if (size <= maxBytes) chunks.push(chunk);
		}
	} catch (error) {
		// Over the server's own limit (BODY_SIZE_LIMIT), or the visitor went away.
		if (chunks.length === 0) throw new DomainError('form_too_large', 413, { cause: error });
		return { bytes: Buffer.concat(chunks), isCut: true };
	}
	return { bytes: Buffer.concat(chunks), isCut: size > maxBytes };
}
