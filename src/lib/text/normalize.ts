/**
 * What every text goes through before anything else looks at it: Unicode NFC, without the characters that
 * a database, a feed or a page cannot carry (NUL and other controls, lone surrogates), with plain line ends,
 * no runs of combining marks that paint over their neighbours, and no direction override that leaks out.
 */
export function normalizeText(input: string): string {
	return input
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(REPLACEMENT, '')
		.replace(CONTROLS, '')
		.replace(BIDI_CONTROLS, '')
		.normalize('NFC')
		.replace(STACKED_MARKS, '$1');
}

/** How many characters a reader sees: no white space, zero-width or direction marks. Counts code points. */
export function visibleLength(text: string): number {
	return [...text.replace(INVISIBLE, '')].length;
}

/** Characters as a person counts them and as the database does: an emoji or a rare ideograph is one. */
export function isWithin(text: string, limit: number): boolean {
	return text.length <= limit || [...text].length <= limit;
}

/** The first characters of a text on one line, none of them cut in half. */
export function beginning(text: string, count: number): string {
	return [...text.replace(/\s+/g, ' ').slice(0, 2 * count)].slice(0, count).join('');
}

const REPLACEMENT = /\ufffd/g;
// eslint-disable-next-line no-control-regex -- these are exactly the characters to remove; tab and newline stay
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** More than three marks on one letter is decoration that covers the lines above and below. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Kept in step with private.visible_length() of the migrations. */
const INVISIBLE_RANGES = [
	'\\s',
	'\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5',
	'\\u180b-\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f',
	'\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0'
];
// eslint-disable-next-line no-misleading-character-class -- U+034F is meant by itself
const INVISIBLE = new RegExp(`[${INVISIBLE_RANGES.join('')}]`, 'gu');
