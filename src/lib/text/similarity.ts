import { readCandidate, type Query, type ComparedText, type TitledText } from './similarity/compared-text.ts';
import { featuresOf, type Features } from './similarity/features.ts';

export { titledText } from './similarity/titled-text.ts';
export { readQuery, type CountedWord, type Query, type TitledText } from './similarity/compared-text.ts';

/** Likenesses from here on are worth showing; below, most of what is found is another matter. */
export const SHOWN_FROM = 0.2;

/** What each sign says for or against: a logistic regression, see docs/decisions/0008. */
const SAYS: Record<keyof Features, number> = {
	titleInText: 3.58,
	textInTitle: 4.52,
	stretches: 4.03,
	words: 1.23,
	rarestWord: 7.74,
	sharedWeight: 2.48,
	wordsOfText: 1.99,
	otherPlace: -0.56,
	topicsAtPlace: 2.61,
	otherTopic: -0.82,
	brevity: 4.16
};
const BIAS = -20.1;

/** How likely both tell the same trouble, from 0 to 1; a text is like itself. */
export function likeness(query: Query, candidate: TitledText): number {
	const other = readCandidate(candidate);
	if (isSame(query, other)) return 1;
	const sum = Object.entries(featuresOf(query, other)).reduce(
		(sum, [sign, value]) => sum + value * (isSign(sign) ? SAYS[sign] : 0),
		BIAS
	);
	return 1 / (1 + Math.exp(-sum));
}

/** Of a long candidate only the beginning is known. */
const LONG = 400;

function isSame(query: Query, other: ComparedText): boolean {
	const [asked, told] = [query.all.replaceAll(' ', ''), other.all.replaceAll(' ', '')];
	return told !== '' && (asked === told || (told.length >= LONG && asked.startsWith(told)));
}

/** The same trouble is seldom told far away; beyond a neighbour's village each step in the tree of regions counts against it. */
export function nearness(likeness: number, treeDistance: number | null): number {
	return likeness * 0.95 ** Math.max(0, (treeDistance ?? 0) - 2);
}

const isSign = (name: string): name is keyof Features => name in SAYS;
