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
 * Hides mobile numbers (1[3-9] and nine digits, also with +86, spaces or dashes) and 18-digit identity numbers
 * whose checksum holds (GB 11643). Full-width digits count as digits. Landlines, hotlines and other long
 * numbers stay. The database refuses a public text in which a mobile number is left.
 */
export function maskText(original: string): Masked {
	const plain = toHalfWidth(original);
	const findings: MaskFinding[] = [];
	for (const match of plain.matchAll(CANDIDATE)) {
		const kind = kindOf(match[0]);
		if (kind) findings.push({ kind, start: match.index, end: match.index + match[0].length });
	}
	let text = '';
	let from = 0;
	for (const { kind, start, end } of findings) {
		text += original.slice(from, start) + MASK_LABELS[kind];
		from = end;
	}
	return { text: text + original.slice(from), findings };
}

/** Full-width forms of digits, X and plus take one UTF-16 unit like their plain twins, so positions stay. */
function toHalfWidth(text: string): string {
	return text.replace(/[０-９Ｘｘ＋－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

const IDENTITY = '\\d{17}[\\dXx]';
const MOBILE = '(?:\\+?86[ -]?)?1[3-9]\\d(?:[ -]?\\d{4}){2}';
const CANDIDATE = new RegExp(`(?<!\\d)(?:${IDENTITY}|${MOBILE})(?!\\d)`, 'g');

function kindOf(candidate: string): MaskKind | null {
	if (candidate.length === 18 && !/[ +-]/.test(candidate)) return hasChecksum(candidate) ? 'identity' : null;
	return 'mobile';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643 (ISO 7064 MOD 11-2). */
function hasChecksum(number: string): boolean {
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}
