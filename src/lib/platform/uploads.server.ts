import { DomainError } from './errors';

export interface Upload {
	form: FormData;
	/** The body went over the limit: the fields before the cut are all there, what came after is not. */
	isCut: boolean;
}

/**
 * Reads a multipart form up to `maxBytes`. Text fields stand before the files in our forms, so a body that is too
 * large loses files but no text. The rest is read and dropped: a browser that is cut off while sending shows its own
 * error page instead of our answer.
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
	const type = request.headers.get('content-type') ?? '';
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
	if (!type.startsWith('multipart/form-data') || !boundary) {
		return { form: await parse(request), isCut: false };
	}
	const { bytes, isCut } = await readUpTo(request, maxBytes);
	const body = isCut ? closeAfterLastPart(bytes, boundary[1] ?? boundary[2] ?? '') : bytes;
	return { form: await parse(new Response(body, { headers: { 'content-type': type } })), isCut };
}

async function readUpTo(request: Request, maxBytes: number) {
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

function closeAfterLastPart(bytes: Buffer, boundary: string): Buffer<ArrayBuffer> {
	const end = Buffer.from(`\r\n--${boundary}--\r\n`);
	const lastPart = bytes.lastIndexOf(`\r\n--${boundary}`);
	return Buffer.concat([bytes.subarray(0, Math.max(lastPart, 0)), end]);
}

async function parse(body: Request | Response): Promise<FormData> {
	try {
		return await body.formData();
	} catch (error) {
		throw new DomainError('form_unreadable', 400, { cause: error });
	}
}
