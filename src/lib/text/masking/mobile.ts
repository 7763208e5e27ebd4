import { blank, find, type Range } from './ranges.ts';

const GAP = '(?: ?- ?| {1,2})';
const GROUPS = [
	`1[3-9]\\d${GAP}?\\d{4}${GAP}?\\d{4}`,
	`1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`,
	`1[3-9]\\d\\d${GAP}\\d{3}${GAP}\\d{4}`,
	`1[3-9]\\d\\d${GAP}\\d{4}${GAP}\\d{3}`,
	`1${GAP}[3-9](?:${GAP}\\d){9}`,
	'1[3-9]\\d(?<mark>[./_,·])\\d{4}\\k<mark>\\d{4}'
];
const PREFIX = `(?:(?:\\+|00)?86${GAP}?|0)?`;
const DIGITS = new RegExp(`(?<!\\d)${PREFIX}(?:${GROUPS.join('|')})(?!\\d)`, 'g');

/** Written out, all or in part, as people do who expect digits to be filtered; also 幺 and the capital numerals. */
const NUMERAL = '\\d〇○零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖';
const WRITTEN = new RegExp(
	`(?<![${NUMERAL}])[1一幺壹]${GAP}?[3-9三四五六七八九叁肆伍陆柒捌玖][${NUMERAL}]${GAP}?` +
		`[${NUMERAL}]{4}${GAP}?[${NUMERAL}]{4}(?![${NUMERAL}十百千万亿])`,
	'g'
);

/** 1[3-9] and nine digits, also with +86, 0086 or 0 before, in groups, or in Chinese numerals. */
export function findMobiles(text: string): Range[] {
	const digits = find(text, DIGITS);
	return [...digits, ...find(blank(text, digits), WRITTEN)].sort((a, b) => a.start - b.start);
}

const PLAIN = /(?<![0-9])1[3-9][0-9]{9}(?![0-9])/g;

/** What the constraint of the database refuses: eleven plain digits, whatever stands around them. */
export function findPlainMobiles(original: string): Range[] {
	return find(original, PLAIN);
}
