import { prepareLetter } from '$lib/text/prepare.server';

/** A title and a text as the database takes them: the original, the masked public copy and the words to find it by. */
export interface PreparedIssue {
	title: string;
	body: string;
	title_original: string;
	body_original: string;
	mask_version: number;
	tokens: string[];
	tokenizer_version: number;
}

export function prepareIssue(letter: { title: string; body: string }): PreparedIssue {
	const { title, body, ...rest } = prepareLetter(letter);
	return {
		title: title.masked,
		body: body.masked,
		title_original: title.original,
		body_original: body.original,
		mask_version: rest.maskVersion,
		tokens: rest.tokens,
		tokenizer_version: rest.tokenizerVersion
	};
}
