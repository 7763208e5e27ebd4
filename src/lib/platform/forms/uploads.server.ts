import { parseBody, readFormData, readUpTo } from '../http/bodies.server';

export interface Upload {
	form: FormData;
	/** The body went over the limit: the fields before the cut are all there, what came after is not. */
	isCut: boolean;
}

/**
 * Reads a multipart form up to `maxBytes`. Text fields stand before the files in our forms, so a body that is too
 * large loses files but no text.
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
	const type = request.headers.get('content-type') ?? '';
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
	if (!type.startsWith('multipart/form-data') || !boundary) {
		return { form: await readFormData(request), isCut: false };
	}
	const { bytes, isCut } = await readUpTo(request, maxBytes);
	const body = isCut ? closeAfterLastPart(bytes, boundary[1] ?? boundary[2] ?? '') : bytes;
	return { form: await parseBody(body, type), isCut };
}

function closeAfterLastPart(bytes: Buffer, boundary: string): Buffer<ArrayBuffer> {
	const end = Buffer.from(`\r\n--${boundary}--\r\n`);
	const lastPart = bytes.lastIndexOf(`\r\n--${boundary}`);
	return Buffer.concat([bytes.subarray(0, Math.max(lastPart, 0)), end]);
}
