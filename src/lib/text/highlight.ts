export interface Piece {
	text: string;
	isFound: boolean;
}

/**
 * A text in pieces, those marked that one of the words stands in; together they are the text again. Words are compared as
 * the search compares them: full-width forms as plain ones, capitals as small letters.
 */
export function highlight(text: string, words: readonly string[]): Piece[] {
	const { folded, startOf } = fold(text);
	const isFound = new Array<boolean>(text.length).fill(false);
	for (const word of words) {
		const sought = word.normalize('NFKC').toLowerCase();
		if (sought === '') continue;
		for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
			const end = startOf[at + sought.length] ?? text.length;
			isFound.fill(true, startOf[at], Math.max(end, (startOf[at] ?? 0) + 1));
		}
	}
	const pieces: Piece[] = [];
	for (const { segment, index } of graphemes.segment(text)) {
		const found = isFound.slice(index, index + segment.length).some(Boolean);
		const last = pieces.at(-1);
		if (last?.isFound === found) last.text += segment;
		else pieces.push({ text: segment, isFound: found });
	}
	return pieces;
}

/** What a reader takes for one character is never marked in half. */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** For each place in the folded text, where it comes from. */
function fold(text: string): { folded: string; startOf: number[] } {
	let folded = '';
	const startOf: number[] = [];
	let at = 0;
	for (const character of text) {
		const plain = character.normalize('NFKC').toLowerCase();
		for (let n = 0; n < plain.length; n++) startOf.push(at);
		folded += plain;
		at += character.length;
	}
	startOf.push(at);
	return { folded, startOf };
}
