/** Goes up when the rules change, so that older texts can be found and masked again. */
export const MASK_VERSION = 1;

export type MaskKind = 'mobile' | 'identity';

/** Where a private number stood in the original: [start, end) in UTF-16 units. */
export interface MaskFinding {
	kind: MaskKind;
	start: number;
	end: number;
}

export interface Masked {
	text: string;
	findings: MaskFinding[];
}

/** What stands in the public copy; says what was there, and nothing of it can be worked out. */
export const MASK_LABELS: Record<MaskKind, string> = {
	mobile: '［手机号已隐去］',
	identity: '［身份证号已隐去］'
};

/**
 * Hides mobile numbers (1[3-9] and nine digits, also with +86, 0086 or 0 before and in groups) and 18-digit identity
 * numbers whose date and checksum hold (GB 11643), whatever digits they are written in. Landlines, hotlines and other
 * long numbers stay. The database refuses a public text in which eleven plain digits of a mobile number are left.
 */
export function maskText(original: string): Masked {
	const folded = fold(original);
	const identities = find(folded.text, IDENTITY, isIdentity);
	const mobiles = find(blank(folded.text, identities), MOBILE, () => true);
	const read = [
		...identities.map((range) => finding('identity', range, folded)),
		...mobiles.map((range) => finding('mobile', range, folded))
	];
	// Digits of another form right beside a number make it longer for a reader, but not for the database.
	const plain = find(blank(original, read), PLAIN_MOBILE, () => true);
	const findings = [...read, ...plain.map((range): MaskFinding => ({ kind: 'mobile', ...range }))];
	findings.sort((a, b) => a.start - b.start);

	let text = '';
	let from = 0;
	for (const { kind, start, end } of findings) {
		text += original.slice(from, start) + MASK_LABELS[kind];
		from = end;
	}
	return { text: text + original.slice(from), findings };
}

interface Range {
	start: number;
	end: number;
}

const GAP = '(?: ?- ?| {1,2})';
const GROUPS = [
	`1[3-9]\\d${GAP}?\\d{4}${GAP}?\\d{4}`,
	`1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`,
	`1[3-9]\\d\\d${GAP}\\d{3}${GAP}\\d{4}`,
	`1[3-9]\\d\\d${GAP}\\d{4}${GAP}\\d{3}`,
	`1${GAP}[3-9](?:${GAP}\\d){9}`,
	'1[3-9]\\d\\.\\d{4}\\.\\d{4}'
];
const MOBILE = new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${GAP}?|0)?(?:${GROUPS.join('|')})(?!\\d)`, 'g');
const PLAIN_MOBILE = /(?<![0-9])1[3-9][0-9]{9}(?![0-9])/g;
const IDENTITY = /(?<!\d)[1-9](?:[ -]?\d){16}[ -]?[\dXx](?!\d)/g;

/** Matches that do not overlap; where one is not accepted, the search goes on at its next character. */
function find(text: string, pattern: RegExp, accept: (match: string) => boolean): Range[] {
	const ranges: Range[] = [];
	const search = new RegExp(pattern);
	for (let match = search.exec(text); match; match = search.exec(text)) {
		const range = { start: match.index, end: match.index + match[0].length };
		if (accept(match[0])) ranges.push(range);
		else search.lastIndex = range.start + 1;
	}
	return ranges;
}

function blank(text: string, ranges: Range[]): string {
	for (const { start, end } of ranges) {
		text = text.slice(0, start) + '\n'.repeat(end - start) + text.slice(end);
	}
	return text;
}

interface Folded {
	text: string;
	/** For each UTF-16 unit of `text`: where its character starts and ends in the original. */
	starts: number[];
	ends: number[];
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}]/u;

/** The text with digits, dashes and spaces in their plain form, without what a reader does not see between them. */
function fold(original: string): Folded {
	const folded: Folded = { text: '', starts: [], ends: [] };
	let at = 0;
	for (const character of original) {
		const start = at;
		at += character.length;
		if (UNSEEN.test(character)) continue;
		const plain = character < '\u0080' ? character : foldCharacter(character);
		folded.text += plain;
		for (let unit = 0; unit < plain.length; unit++) {
			folded.starts.push(start);
			folded.ends.push(at);
		}
	}
	return folded;
}

function foldCharacter(character: string): string {
	if (/\p{Nd}/u.test(character)) return character.normalize('NFKC');
	if (/[\p{Pd}\u2212]/u.test(character)) return '-';
	if (/\p{Zs}/u.test(character)) return ' ';
	return character.replace(/[Ｘｘ＋．]/, (wide) => wide.normalize('NFKC'));
}

function finding(kind: MaskKind, { start, end }: Range, folded: Folded): MaskFinding {
	return { kind, start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A day of birth that can be, and the check character of GB 11643 (ISO 7064 MOD 11-2). */
function isIdentity(candidate: string): boolean {
	const number = candidate.replace(/[ -]/g, '').toUpperCase();
	if (!/^\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(number)) return false;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	return '10X98765432'[sum % 11] === number[17];
}
