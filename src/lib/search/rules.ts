/** A word of the portal that stands near what was typed. */
export interface NearWord {
	/** As it was typed. */
	typed: string;
	word: string;
	/** In how many texts it stands. */
	texts: number;
}

const longestWindow = 4;

/** Stretches of a question that may be a mistyped word: two to four Chinese characters, or a Latin word or number. */
export function windowsOf(question: string): string[] {
	const plain = question.normalize('NFKC').toLowerCase();
	const windows = new Set<string>();
	for (const [run] of plain.matchAll(/\p{Script=Han}{2,}|[\p{Script=Latin}\p{N}]{3,}/gu)) {
		const signs = [...run];
		if (!/\p{Script=Han}/u.test(run)) windows.add(run);
		else
			for (let size = Math.min(longestWindow, signs.length); size >= 2; size--)
				for (let at = 0; at + size <= signs.length; at++) windows.add(signs.slice(at, at + size).join(''));
	}
	return [...windows];
}

/** Does one word become the other by one character changed, added, left out, or swapped with its neighbour? */
export function isOneOff(one: string, other: string): boolean {
	const [a, b] = [[...one], [...other]];
	if (one === other || Math.abs(a.length - b.length) > 1) return false;
	let start = 0;
	while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
	let [endA, endB] = [a.length, b.length];
	while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
		endA--;
		endB--;
	}
	const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
	const isSwapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
	return Math.max(left.length, right.length) <= 1 || isSwapped;
}

/**
 * The question with one mistyped word corrected, the likeliest first. A stretch that shares a character with a word that is
 * known is no mistake; of what is left longer ones say more, and common words are likelier.
 */
export function corrected(question: string, near: readonly NearWord[], most: number): string[] {
	const plain = question.normalize('NFKC').toLowerCase();
	const known = near.filter(({ typed, word }) => typed === word);
	const isFree = (window: string) =>
		known.every(({ word }) =>
			window.length > word.length ? !window.includes(word) : !overlap(plain, window, word)
		);
	return [
		...new Set(
			near
				.filter(({ typed, word }) => isOneOff(typed, word) && isFree(typed))
				.sort((a, b) => b.typed.length - a.typed.length || b.texts - a.texts)
				.map(({ typed, word }) => plain.replace(typed, word))
		)
	].slice(0, most);
}

/** Do both stand in the text so that they share a character? */
function overlap(text: string, one: string, other: string): boolean {
	const at = text.indexOf(one);
	for (let place = text.indexOf(other); place >= 0; place = text.indexOf(other, place + 1))
		if (place < at + one.length && at < place + other.length) return true;
	return false;
}
