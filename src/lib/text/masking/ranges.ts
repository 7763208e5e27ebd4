/** [start, end) in UTF-16 units. */
export interface Range {
	start: number;
	end: number;
}

/** Stands for a place that is hidden already; no pattern reaches across it. */
export const HIDDEN = '\ufffc';

/** Matches that do not overlap; where one is not accepted, the search goes on at its next character. */
export function find(
	text: string,
	pattern: RegExp,
	accept: (match: string, start: number) => boolean = () => true
): Range[] {
	const ranges: Range[] = [];
	const search = new RegExp(pattern);
	for (let match = search.exec(text); match; match = search.exec(text)) {
		const range = { start: match.index, end: match.index + match[0].length };
		if (accept(match[0], range.start)) ranges.push(range);
		else search.lastIndex = range.start + 1;
	}
	return ranges;
}

/** The text with these ranges replaced; they are in order and do not overlap. */
export function replaceRanges<R extends Range>(
	text: string,
	ranges: readonly R[],
	replacement: (range: R) => string
): string {
	const pieces: string[] = [];
	let from = 0;
	for (const range of ranges) {
		pieces.push(text.slice(from, range.start), replacement(range));
		from = range.end;
	}
	return pieces.join('') + text.slice(from);
}

/** Of the same length, so that what is found later stands where it stood. */
export function blank(text: string, ranges: readonly Range[]): string {
	return replaceRanges(text, ranges, ({ start, end }) => HIDDEN.repeat(end - start));
}
