import { prepareText } from '$lib/text/prepare.server';

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

export function prepareIssue(title: string, body: string): PreparedIssue {
	const head = prepareText(title);
	const rest = prepareText(body);
	return {
		title: head.masked,
		body: rest.masked,
		title_original: head.original,
		body_original: rest.original,
		mask_version: rest.maskVersion,
		tokens: [...new Set([...head.tokens, ...rest.tokens])],
		tokenizer_version: rest.tokenizerVersion
	};
}
