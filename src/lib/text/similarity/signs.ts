import type { Query, Reading } from './reading.ts';

/** How far two texts agree, each from 0 to 1. */
export function signsOf(query: Query, other: Reading) {
	const { pairWeight: weight } = query;
	const own = query.titlePairs.size > 0 ? query.titlePairs : new Set(query.pairs.keys());
	const [there, back] = [part(own, other.titlePairs, weight), part(other.titlePairs, own, weight)];
	const words = sharedWords(query, other);
	const troubles = sharedTroubles(query.troubles, other.troubles);
	const places = countShared(query.places, other.places);
	return {
		title: there + back > 0 ? (2 * there * back) / (there + back) : 0,
		titleInText: part(own, other.pairs, weight),
		textInTitle: part(other.titlePairs, query.pairs, weight),
		words: words.all,
		cosine: cosine(query, other),
		longestRun: Math.min(1, longestRun(query, other) / 40),
		troubles,
		places: Math.min(1, places / 2),
		otherPlace: namesAnotherPlace(query, other) ? 1 : 0,
		rarestWord: words.rarest,
		wordsBesidePlaces: words.besidePlaces,
		troublesAtPlace: places > 0 ? troubles : 0,
		sharedWeight: words.weight,
		wordsAtPlace: places > 0 ? words.besidePlaces : 0
	};
}

export type Signs = ReturnType<typeof signsOf>;

interface Lookup {
	has(pair: string): boolean;
}

/** Of the weight of some pairs, how much is among the others. */
function part(pairs: Iterable<string>, others: Lookup, weight: (pair: string) => number): number {
	let [shared, all] = [0, 0];
	for (const pair of pairs) {
		const own = weight(pair);
		all += own;
		if (others.has(pair)) shared += own;
	}
	return all > 0 ? shared / all : 0;
}

function sharedWords(query: Query, other: Reading) {
	let [shared, all, sharedBeside, allBeside, rarest] = [0, 0, 0, 0, 0];
	for (const { word, weight, rarity, isOfPlace } of query.words) {
		all += weight;
		if (!isOfPlace) allBeside += weight;
		if (!other.all.includes(word)) continue;
		shared += weight;
		if (!isOfPlace) sharedBeside += weight;
		rarest = Math.max(rarest, rarity);
	}
	return {
		all: all > 0 ? shared / all : 0,
		besidePlaces: allBeside > 0 ? sharedBeside / allBeside : 0,
		rarest: rarest / 8,
		weight: Math.min(1, shared / 40)
	};
}

function cosine({ pairs, pairWeight }: Query, other: Reading): number {
	let [both, own, theirs] = [0, 0, 0];
	for (const [pair, count] of pairs) {
		const weight = pairWeight(pair) ** 2;
		own += weight * count;
		both += weight * Math.sqrt(count * (other.pairs.get(pair) ?? 0));
	}
	for (const [pair, count] of other.pairs) theirs += pairWeight(pair) ** 2 * count;
	return own > 0 && theirs > 0 ? both / Math.sqrt(own * theirs) : 0;
}

/** The weight of the longest stretch whose pairs all stand in the other text: a name told in full. */
function longestRun({ all, pairWeight }: Query, other: Reading): number {
	let [longest, now] = [0, 0];
	for (let i = 0; i + 1 < all.length; i++) {
		const pair = all.slice(i, i + 2);
		now = other.pairs.has(pair) ? now + pairWeight(pair) : 0;
		longest = Math.max(longest, now);
	}
	return longest;
}

function sharedTroubles(some: Reading['troubles'], others: Reading['troubles']): number {
	let [both, either] = [0, 0];
	for (const trouble of new Set([...some.keys(), ...others.keys()])) {
		const [one, other] = [some.get(trouble) ?? 0, others.get(trouble) ?? 0];
		both += Math.sqrt(one * other);
		either += Math.max(one, other);
	}
	return either > 0 ? both / either : 0;
}

/** Both name places, the title's before the text's, and neither names one of the other's. */
function namesAnotherPlace(query: Query, other: Reading): boolean {
	const mine = query.titlePlaces.size > 0 ? query.titlePlaces : query.places;
	const theirs = other.titlePlaces.size > 0 ? other.titlePlaces : other.places;
	return (
		mine.size > 0 &&
		theirs.size > 0 &&
		countShared(mine, other.places) === 0 &&
		countShared(theirs, query.places) === 0
	);
}

function countShared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
	const names = [...others];
	return [...some].filter((one) => names.some((other) => one.endsWith(other) || other.endsWith(one))).length;
}
