import { fold, runsOf, withoutCourtesies } from './fold.ts';
import { placeNamesIn } from './place-names.ts';
import { topicsIn } from './topics.ts';

export interface TitledText {
	title: string;
	text: string;
}

/** A word of the query and in how many texts it stands. */
export interface CountedWord {
	word: string;
	texts: number;
}

/** A text as it is compared. */
export interface ComparedText {
	title: string;
	/** Title and text, parted by a space. */
	all: string;
	titlePairs: ReadonlySet<string>;
	pairs: ReadonlySet<string>;
	threes: ReadonlySet<string>;
	titleTopics: ReadonlyMap<number, number>;
	topics: ReadonlyMap<number, number>;
	titlePlaceNames: ReadonlySet<string>;
	places: ReadonlySet<string>;
}

/** The text that is compared with the others: it alone knows how rare its words are. */
export interface Query extends ComparedText {
	words: readonly WeighedWord[];
	/** How telling a pair of signs is, by the words it stands in. */
	pairWeight(pair: string): number;
}

interface WeighedWord {
	word: string;
	/** 0 where all texts have it, 8 where none has. */
	rarity: number;
	/** With what stands in the title counted twice. */
	weight: number;
	isOfPlace: boolean;
}

/** What a letter is about stands at its beginning. */
const MOST_OF_QUERY = 1_200;
const MOST_OF_CANDIDATE = 700;
const MOST_OF_TITLE = 120;
const LONGEST_WORD = 40;
/** A long letter must not have to share more than a short one. */
const MOST_WORDS = 24;
/** Of a pair that stands in no word. */
const LEAST_WEIGHT = 0.3;
const RAREST = 8;

function read({ title, text }: TitledText, most: number): ComparedText {
	const folded = fold(title, MOST_OF_TITLE);
	const all = `${folded} ${fold(text, most)}`;
	return {
		title: folded,
		all,
		titlePairs: runsOf(withoutCourtesies(folded), 2),
		pairs: runsOf(all, 2),
		threes: runsOf(all, 3),
		titleTopics: topicsIn(folded),
		topics: topicsIn(all),
		titlePlaceNames: placeNamesIn(folded),
		places: placeNamesIn(all)
	};
}

export const readCandidate = (telling: TitledText) => read(telling, MOST_OF_CANDIDATE);

/** Reads a text once, to be compared with many; `total` is how many texts there are. */
export function readQuery(telling: TitledText, counted: readonly CountedWord[], total: number): Query {
	const reading = read(telling, MOST_OF_QUERY);
	const words: WeighedWord[] = [];
	const density = new Float64Array(reading.all.length);
	for (const { word, texts } of counted) {
		const folded = fold(word, LONGEST_WORD);
		if (folded.length < 2) continue;
		const rarity =
			(Math.max(0, Math.log((total + 1) / (texts + 0.5))) / Math.log(Math.max(total, 1) + 2)) * RAREST;
		if (texts > 0) {
			const weight = rarity * (reading.title.includes(folded) ? 2 : 1);
			words.push({ word: folded, rarity, weight, isOfPlace: isOfPlace(folded, reading.places) });
		}
		for (let at = reading.all.indexOf(folded); at >= 0; at = reading.all.indexOf(folded, at + 1)) {
			for (let i = at; i < at + folded.length; i++) density[i] = Math.max(density[i] ?? 0, rarity / 2);
		}
	}
	return {
		...reading,
		words: words.sort((a, b) => order(b) - order(a)).slice(0, MOST_WORDS),
		pairWeight: weigher(reading.all, density)
	};
}

/** A word of the title comes before one that is a little rarer. */
const order = ({ rarity, weight }: WeighedWord) => rarity + (weight > rarity ? 2 : 0);

const isOfPlace = (word: string, places: ReadonlySet<string>) =>
	[...places].some((place) => place.includes(word) || word.includes(place));

function weigher(all: string, density: Float64Array): (pair: string) => number {
	const weights = new Map<string, number>();
	for (const [i, one] of density.entries()) {
		const pair = all.slice(i, i + 2);
		if (pair.length < 2 || pair.includes(' ')) continue;
		weights.set(pair, Math.max(weights.get(pair) ?? 0, LEAST_WEIGHT + one + (density[i + 1] ?? 0)));
	}
	const sorted = [...weights.values()].sort((a, b) => a - b);
	const rest = sorted[sorted.length >> 1] ?? 1;
	return (pair) => weights.get(pair) ?? rest;
}
