import { readCandidate, type Query, type Reading, type Telling } from './similarity/reading.ts';
import { signsOf, type Signs } from './similarity/signs.ts';

export { tellingOf } from './similarity/telling.ts';
export { readQuery, type CountedWord, type Query, type Telling } from './similarity/reading.ts';

/** Likenesses from here on are worth showing; below, most of what is found is another matter. */
export const SHOWN_FROM = 0.25;

/** What each sign says for or against: a logistic regression, see docs/decisions/0008. */
const SAYS: Record<keyof Signs, number> = {
	title: 0.18,
	titleInText: 0.55,
	textInTitle: 2.27,
	words: 4.91,
	cosine: 0.32,
	longestRun: 1.93,
	troubles: 1.3,
	places: -1.33,
	otherPlace: -1.13,
	rarestWord: 4.19,
	wordsBesidePlaces: -3.12,
	troublesAtPlace: 1.11,
	sharedWeight: 1.06,
	wordsAtPlace: 4.44
};
const BIAS = -8.38;

/** How likely both tell the same trouble, from 0 to 1; a text is like itself. */
export function likeness(query: Query, candidate: Telling): number {
	const other = readCandidate(candidate);
	if (isSame(query, other)) return 1;
	const sum = Object.entries(signsOf(query, other)).reduce(
		(sum, [sign, value]) => sum + value * (isSign(sign) ? SAYS[sign] : 0),
		BIAS
	);
	return 1 / (1 + Math.exp(-sum));
}

/** Of a long candidate only the beginning is known. */
const LONG = 400;

function isSame(query: Query, other: Reading): boolean {
	const [asked, told] = [query.all.replaceAll(' ', ''), other.all.replaceAll(' ', '')];
	return told !== '' && (asked === told || (told.length >= LONG && asked.startsWith(told)));
}

/** The same trouble is seldom told far away; beyond a neighbour's village each step in the tree of regions counts against it. */
export function nearness(likeness: number, treeDistance: number | null): number {
	return likeness * 0.95 ** Math.max(0, (treeDistance ?? 0) - 2);
}

const isSign = (name: string): name is keyof Signs => name in SAYS;
