import { HIDDEN, type Range } from './ranges.ts';

/** A text as masking reads it. */
export interface Folded {
	text: string;
	/** For each UTF-16 unit of `text`: where its character starts and ends in the original. */
	starts: number[];
	ends: number[];
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}]/u;

/**
 * The text with digits, letters, dashes and spaces in their plain form, without what a reader does not see between
 * them. Each range of `hidden`, in order, becomes one sign.
 */
export function fold(original: string, hidden: readonly Range[]): Folded {
	const pieces: string[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	const add = (plain: string, start: number, end: number) => {
		pieces.push(plain);
		for (let unit = 0; unit < plain.length; unit++) {
			starts.push(start);
			ends.push(end);
		}
	};
	let at = 0;
	for (const range of [...hidden, null]) {
		const until = range?.start ?? original.length;
		for (const character of original.slice(at, until)) {
			const start = at;
			at += character.length;
			if (character < '\u0080' || (character >= '\u4e00' && character <= '\u9fff')) add(character, start, at);
			else if (!UNSEEN.test(character)) add(foldCharacter(character), start, at);
		}
		if (range) {
			add(HIDDEN, range.start, range.end);
			at = range.end;
		}
	}
	return { text: pieces.join(''), starts, ends };
}

export function unfold({ start, end }: Range, folded: Folded): Range {
	return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 };
}

function foldCharacter(character: string): string {
	if (/\p{Nd}|[\uff01-\uff5e]/u.test(character)) return character.normalize('NFKC');
	if (/[\p{Pd}\u2212]/u.test(character)) return '-';
	if (/\p{Zs}/u.test(character)) return ' ';
	return character;
}
