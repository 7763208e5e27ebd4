import type { FormValues } from '$lib/platform/forms/forms.server';

/** Every text of the form by its field name, as strings, so that a draft and a failed form look the same. */
export const blankFields = {
	region: '',
	category: '',
	title: '',
	body: '',
	name_form: 'anonymous',
	surname: '',
	consent: '',
	channel: '',
	external_id: '',
	told_level: '',
	told_on: ''
};
export type Fields = typeof blankFields;

export function restore(values: FormValues | undefined, blank: Fields): Fields {
	const fields = { ...blank };
	for (const name of namesOf(blank)) {
		const value = values?.[name];
		if (typeof value === 'string') fields[name] = value;
	}
	return fields;
}

/** Somebody has begun to write. */
export function hasText({ title, body }: Fields): boolean {
	return title.trim() !== '' || body.trim() !== '';
}

function namesOf(fields: Fields): (keyof Fields)[] {
	return Object.keys(fields).filter((name): name is keyof Fields => name in blankFields);
}
