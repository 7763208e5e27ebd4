import type { ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { DomainError } from '$lib/platform/errors';
import {
	askAgain,
	asksForMore,
	failFields,
	failWith,
	parseForm,
	type FormFailure,
	type FormValues
} from '$lib/platform/forms/forms.server';
import { readUpload } from '$lib/platform/forms/uploads.server';

/** At which field a refusal of the database stands. */
const fieldOf = {
	region_unknown: 'region',
	category_unknown: 'category',
	title_too_short: 'title',
	title_too_long: 'title',
	body_empty: 'body',
	body_too_long: 'body',
	external_id_taken: 'external_id',
	attachments_too_many: 'pictures'
};

/** One form action with pictures: the text is read first and comes back whatever happens to the files. */
export async function uploadAction<S extends z.ZodObject, R>(
	request: Request,
	schema: S,
	maxBytes: number,
	act: (input: z.output<S>, values: FormValues) => Promise<R>
): Promise<R | ActionFailure<FormFailure>> {
	let values: FormValues = {};
	try {
		const { form, isCut } = await readUpload(request, maxBytes);
		const read = parseForm(form, schema);
		values = read.values;
		if (isCut) throw new DomainError('form_too_large', 413, { field: 'pictures' });
		if (asksForMore(values)) return askAgain(values);
		if (!read.ok) return failFields(read.errors, values);
		return await act(read.data, values);
	} catch (error) {
		return failureOf(error, values);
	}
}

/** A refused picture is called by its name. */
function failureOf(error: unknown, values: FormValues): ActionFailure<FormFailure> {
	const failure = failWith(error, values, fieldOf);
	const { errors, detail } = failure.data;
	if (errors.pictures && detail) errors.pictures = `${detail}：${errors.pictures}`;
	return failure;
}
