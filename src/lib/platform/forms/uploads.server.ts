import type { ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { parseBody, readFormData, readUpTo } from '../http/bodies.server';
import { DomainError } from '../errors';
import { failFields, failWith, parseForm, type FormFailure, type FormValues } from './forms.server';

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

/** `handleForm` for a form with files: a body over the limit is refused at the file field, with every text kept. */
export async function handleUpload<S extends z.ZodObject, R>(
	request: Request,
	schema: S,
	{ maxBytes, fileField, fieldOf }: { maxBytes: number; fileField: string; fieldOf?: Record<string, string> },
	act: (data: z.output<S>) => R | Promise<R>
): Promise<R | ActionFailure<FormFailure>> {
	let values: FormValues = {};
	try {
		const { form, isCut } = await readUpload(request, maxBytes);
		const read = parseForm(form, schema);
		values = read.values;
		if (isCut) throw new DomainError('form_too_large', 413, { field: fileField });
		if (!read.ok) return failFields(read.errors, values);
		return await act(read.data);
	} catch (error) {
		return failWith(error, values, fieldOf);
	}
}

function closeAfterLastPart(bytes: Buffer, boundary: string): Buffer<ArrayBuffer> {
	const end = Buffer.from(`\r\n--${boundary}--\r\n`);
	const lastPart = bytes.lastIndexOf(`\r\n--${boundary}`);
	return Buffer.concat([bytes.subarray(0, Math.max(lastPart, 0)), end]);
}
