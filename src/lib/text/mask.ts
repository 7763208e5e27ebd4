import { findBankCards } from './masking/bank-card.ts';
import { findDoors } from './masking/address.ts';
import { fold, unfold } from './masking/fold.ts';
import { findIdentities } from './masking/identity.ts';
import { findMails } from './masking/mail.ts';
import { findMobiles, findPlainMobiles } from './masking/mobile.ts';
import { findPlates } from './masking/plate.ts';
import { blank, find, replaceRanges, type Range } from './masking/ranges.ts';

/** Goes up when the rules change, so that older texts can be found and masked again. */
export const MASK_VERSION = 3;

/** In the order they are looked for: the digits of an earlier one are none of a later one's. */
export const maskKinds = ['mail', 'identity', 'bank_card', 'mobile', 'plate', 'door'] as const;
export type MaskKind = (typeof maskKinds)[number];

/** Told by their digits alone and never made public, whoever corrects the copy. */
export const certainKinds = ['identity', 'mobile'] as const satisfies MaskKind[];

/** Where something private stood in the original: [start, end) in UTF-16 units. */
export interface MaskFinding extends Range {
	kind: MaskKind;
}

export interface Masked {
	text: string;
	findings: MaskFinding[];
}

/** What stands in the public copy; says what was there, and nothing of it can be worked out. */
export const MASK_LABELS: Record<MaskKind, string> = {
	mobile: '［手机号已隐去］',
	identity: '［身份证号已隐去］',
	bank_card: '［银行卡号已隐去］',
	mail: '［邮箱已隐去］',
	plate: '［车牌号已隐去］',
	door: '［门牌号已隐去］'
};
/** Of what a moderator hides by hand. */
export const HIDDEN_LABEL = '［已隐去］';
const labels: string[] = [...Object.values(MASK_LABELS), HIDDEN_LABEL];
export const anyLabel = new RegExp(`(${labels.join('|')})`, 'g');
export const isLabel = (text: string) => labels.includes(text);

const finders: Record<MaskKind, (text: string) => Range[]> = {
	mail: findMails,
	identity: findIdentities,
	bank_card: findBankCards,
	mobile: findMobiles,
	plate: findPlates,
	door: findDoors
};

/**
 * Hides what tells who somebody is or where to find them, in whatever form it is written. Landlines, hotlines, the
 * addresses of offices and other long numbers stay. The database refuses a public text in which eleven plain digits of
 * a mobile number are left.
 */
export function maskText(original: string, kinds: readonly MaskKind[] = maskKinds): Masked {
	return hide(original, findPrivate(original, kinds));
}

function hide(original: string, findings: MaskFinding[]): Masked {
	return { text: replaceRanges(original, findings, ({ kind }) => MASK_LABELS[kind]), findings };
}

/** As a moderator decided: these places stay readable, unless they are of a kind that is certain. */
export function maskReviewed(original: string, shown: readonly string[]): Masked {
	const findings = findPrivate(original).filter(
		({ start, end }) => !shown.includes(original.slice(start, end))
	);
	const { text } = hide(original, findings);
	return { text: maskText(text, certainKinds).text, findings };
}

/** The places about which a moderator may decide, each once, in the order they stand in. */
export function placesToReview(texts: readonly string[]): { kind: MaskKind; text: string }[] {
	const places = new Map<string, MaskKind>();
	for (const text of texts) {
		for (const { kind, start, end } of findPrivate(text)) {
			if (!isCertain(kind)) places.set(text.slice(start, end), kind);
		}
	}
	return [...places].map(([text, kind]) => ({ kind, text }));
}

function isCertain(kind: MaskKind): boolean {
	return certainKinds.some((certain) => certain === kind);
}

/** One hidden place may bring another to light, as where digits were too many for one number; more rounds than these never happened. */
const ROUNDS = 5;

/** What to hide, in order and without overlaps. */
export function findPrivate(original: string, kinds: readonly MaskKind[] = maskKinds): MaskFinding[] {
	const standing = find(original, anyLabel);
	let findings: MaskFinding[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const more = look(original, inOrder([...standing, ...findings]), kinds);
		if (more.length === 0) break;
		findings = inOrder([...findings, ...more]);
	}
	return findings;
}

function look(original: string, hidden: Range[], kinds: readonly MaskKind[]): MaskFinding[] {
	const folded = fold(original, hidden);
	const findings: MaskFinding[] = [];
	let { text } = folded;
	for (const kind of maskKinds) {
		if (!kinds.includes(kind)) continue;
		const ranges = finders[kind](text);
		findings.push(...ranges.map((range) => ({ kind, ...unfold(range, folded) })));
		text = blank(text, ranges);
	}
	// Digits of another form right beside a number make it longer for a reader, but not for the database.
	const plain = findPlainMobiles(blank(original, inOrder([...hidden, ...findings])));
	return [...findings, ...plain.map((range): MaskFinding => ({ kind: 'mobile', ...range }))];
}

function inOrder<R extends Range>(ranges: R[]): R[] {
	return ranges.sort((a, b) => a.start - b.start);
}
