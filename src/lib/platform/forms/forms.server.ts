import { fail, isHttpError, isRedirect, type ActionFailure } from '@sveltejs/kit';
import { z } from 'zod';
import { normalizeText } from '$lib/text/normalize';
import { deeperField } from './forms';
import { readFormData } from '../http/bodies.server';
import { readUpload } from './uploads.server';
import { DomainError } from '../errors';
import { log } from '../log/log.server';
import { messageFor } from '../i18n/messages.server';

/** What the page puts back into its fields; files cannot be put back and are left out. */
export type FormValues = Record<string, string | string[]>;

export interface FormFailure {
	values: FormValues;
	/** Finished sentences by field name. */
	errors: Record<string, string>;
	/** What concerns no single field. */
	problem: string | null;
	/** The domain code behind `problem` or the first field's error. */
	code: string;
	/** What the refusal had to say besides, e.g. the version that stands now. */
	detail: string | null;
}

export type FormReading<T> =
	| { ok: true; data: T; values: FormValues }
	| { ok: false; values: FormValues; errors: Record<string, string> };

/** Parses a form. On failure `errors` holds message codes by field: schemas give codes as their zod messages. */
export function parseForm<S extends z.ZodObject>(form: FormData, schema: S): FormReading<z.output<S>> {
	const input: [string, unknown][] = [];
	const values: [string, string | string[]][] = [];
	const errors: [string, string][] = [];
	for (const name of new Set(form.keys())) {
		// Kit refuses to send an object with this key to the page.
		if (name === '__proto__') continue;
		const entries = form.getAll(name).filter((entry) => typeof entry === 'string' || entry.size > 0);
		const sent = entries.filter((entry) => typeof entry === 'string');
		if (sent.some((text) => text.includes('\0'))) errors.push([name, 'text_has_nul']);
		const texts = sent.map(normalizeText);
		const isList = isListField(schema, name);
		const clean = entries.map((entry) => (typeof entry === 'string' ? normalizeText(entry) : entry));
		if (isList) input.push([name, clean]);
		else if (clean.length > 0) input.push([name, clean[0]]);
		if (isSecretField(schema, name)) continue;
		if (isList) values.push([name, texts]);
		else if (texts[0] !== undefined) values.push([name, texts[0]]);
	}
	const parsed = schema.safeParse(Object.fromEntries(input));
	const kept = Object.fromEntries(values);
	if (parsed.success && errors.length === 0) return { ok: true, data: parsed.data, values: kept };
	const found = parsed.success ? [] : parsed.error.issues.map(issueToCode);
	return { ok: false, values: kept, errors: firstOfEach([...errors, ...found]) };
}

/** The first fault of a field is the one to show; fields stay in the schema's order, which is the form's. */
function firstOfEach(faults: [string, string][]): Record<string, string> {
	const first = new Map<string, string>();
	for (const [field, code] of faults) if (!first.has(field)) first.set(field, code);
	return Object.fromEntries(first);
}

/** Turns what a service threw into `fail`, with the person's text kept; redirects and Kit's own errors pass. */
export function failWith(
	error: unknown,
	values: FormValues = {},
	fieldOf: Record<string, string> = {}
): ActionFailure<FormFailure> {
	if (isRedirect(error) || isHttpError(error)) throw error;
	const domain = error instanceof DomainError ? error : unexpected(error);
	const field = domain.field ?? fieldOf[domain.code] ?? null;
	const sentence = messageFor(domain.code);
	return fail(domain.status, {
		values,
		errors: field ? { [field]: sentence } : {},
		problem: field ? null : sentence,
		code: domain.code,
		detail: domain.detail
	});
}

function failFields(errors: Record<string, string>, values: FormValues): ActionFailure<FormFailure> {
	const sentences = Object.entries(errors).map(([field, code]) => [field, messageFor(code)]);
	return fail(422, {
		values,
		errors: Object.fromEntries(sentences),
		problem: null,
		code: Object.values(errors)[0] ?? 'input_invalid',
		detail: null
	});
}

/** Without JavaScript a form is also sent to see what there is to choose from next. */
function asksForMore(values: FormValues): boolean {
	return Object.hasOwn(values, deeperField);
}

/** The form as it was typed: nothing was wrong, and nothing has happened. */
export function askAgain(values: FormValues): ActionFailure<FormFailure> {
	return fail(200, { values, errors: {}, problem: null, code: 'asked_again', detail: null });
}

interface FormOptions {
	/** At which field a code of the domain is said. */
	fieldOf?: Record<string, string>;
	/** Of a form with files: how large it may be, and the field at which a refused file is said. */
	files?: { maxBytes: number; field: string };
}

/**
 * One form action: read, parse, act; what goes wrong comes back to the form with everything that was typed. Files beyond
 * the limit are refused with every text kept, and a refused file is called by its name.
 */
export async function formAction<S extends z.ZodObject, R>(
	request: Request,
	schema: S,
	act: (data: z.output<S>, values: FormValues) => R | Promise<R>,
	{ fieldOf = {}, files }: FormOptions = {}
): Promise<R | ActionFailure<FormFailure>> {
	let values: FormValues = {};
	try {
		const { form, isCut } = files
			? await readUpload(request, files.maxBytes)
			: { form: await readFormData(request), isCut: false };
		const read = parseForm(form, schema);
		values = read.values;
		if (isCut && files) throw new DomainError('form_too_large', 413, { field: files.field });
		if (asksForMore(values)) return askAgain(values);
		if (!read.ok) return failFields(read.errors, values);
		return await act(read.data, values);
	} catch (error) {
		const failure = failWith(error, values, fieldOf);
		const { errors, detail } = failure.data;
		const refused = files && errors[files.field];
		if (refused && detail) errors[files.field] = `${detail}：${refused}`;
		return failure;
	}
}

function isSecretField(schema: z.ZodObject, name: string): boolean {
	const field: unknown = Object.hasOwn(schema.shape, name) ? schema.shape[name] : null;
	return field instanceof z.ZodType && field.meta()?.secret === true;
}

function isListField(schema: z.ZodObject, name: string): boolean {
	let field: unknown = Object.hasOwn(schema.shape, name) ? schema.shape[name] : null;
	while (field instanceof z.ZodOptional || field instanceof z.ZodDefault) field = field.unwrap();
	return field instanceof z.ZodArray;
}

function issueToCode(issue: z.core.$ZodIssue): [string, string] {
	const code = /^[a-z][a-z0-9_]*$/.test(issue.message) ? issue.message : 'input_invalid';
	return [String(issue.path[0] ?? 'form'), code];
}

function unexpected(error: unknown): DomainError {
	log.error({ err: error }, 'unexpected error in a form action');
	return new DomainError('unexpected', 500, { cause: error });
}
