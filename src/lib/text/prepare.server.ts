import { MASK_VERSION, maskText, type Masked, type MaskFinding } from './mask.ts';
import { normalizeText } from './normalize.ts';
import { cutWords, TOKENIZER_VERSION } from './words.server.ts';

export interface PreparedText {
	/** As it was told, in NFC: private. */
	original: string;
	/** The public copy. */
	masked: string;
	findings: MaskFinding[];
}

export interface PreparedLetter {
	title: PreparedText;
	body: PreparedText;
	maskVersion: number;
	/** The words of the public copy: search must not find what the page hides. */
	tokens: string[];
	tokenizerVersion: number;
}

/** One text as it enters: normalised, with its masked public copy. */
export function prepareText(
	input: string,
	mask: (original: string) => Masked = (original) => maskText(original)
): PreparedText {
	const original = normalizeText(input).trim();
	const { text, findings } = mask(original);
	return { original, masked: text, findings };
}

/** A title and body (or an answer, whose title is empty) as they enter: the one way into the database. */
export function prepareLetter(
	input: { title?: string; body: string },
	mask?: (original: string) => Masked
): PreparedLetter {
	const title = prepareText((input.title ?? '').replace(/\s+/g, ' '), mask);
	const body = prepareText(input.body, mask);
	return {
		title,
		body,
		maskVersion: MASK_VERSION,
		tokens: cutWords(`${title.masked}\n${body.masked}`),
		tokenizerVersion: TOKENIZER_VERSION
	};
}
