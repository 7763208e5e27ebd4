import type { Query, ComparedText } from './compared-text.ts';

/** How far two texts agree, each from 0 to 1. */
export function featuresOf(query: Query, other: ComparedText) {
	const { pairWeight: weight } = query;
	const own = query.titlePairs.size > 0 ? query.titlePairs : query.pairs;
	const words = sharedWords(query, other);
	const isAtPlace = countShared(query.places, other.places) > 0;
	return {
		titleInText: part(own, other.pairs, weight),
		textInTitle: part(other.titlePairs, query.pairs, weight),
		stretches: Math.min(1, Math.log1p(sharedStretches(query, other)) / 6),
		words: words.all,
		rarestWord: words.rarest,
		sharedWeight: words.weight,
		wordsOfText: words.ofText,
		otherPlace: namesAnotherPlace(query, other) ? 1 : 0,
		topicsAtPlace: isAtPlace ? sharedTopics(query.topics, other.topics) : 0,
		otherTopic: namesAnotherTopic(query, other) ? 1 : 0,
		brevity: 1 / (1 + Math.min(query.all.length, other.all.length) / 100)
	};
}

export type Features = ReturnType<typeof featuresOf>;

/** Of the weight of some pairs, how much is among the others. */
function part(
	pairs: ReadonlySet<string>,
	others: ReadonlySet<string>,
	weight: (pair: string) => number
): number {
	let [shared, all] = [0, 0];
	for (const pair of pairs) {
		const own = weight(pair);
		all += own;
		if (others.has(pair)) shared += own;
	}
	return all > 0 ? shared / all : 0;
}

function sharedWords(query: Query, other: ComparedText) {
	let [shared, all, rarest, ofText] = [0, 0, 0, 0];
	for (const { word, weight, rarity, isOfPlace } of query.words) {
		all += weight;
		if (!other.all.includes(word)) continue;
		shared += weight;
		rarest = Math.max(rarest, rarity);
		if (!isOfPlace && !query.title.includes(word)) ofText += rarity;
	}
	return {
		all: all > 0 ? shared / all : 0,
		rarest: rarest / 8,
		weight: Math.min(1, shared / 40),
		ofText: Math.min(1, ofText / 30)
	};
}

/** Stretches of three signs that both have, each by how telling it is: what is copied, and names in full. */
function sharedStretches({ threes, pairWeight }: Query, other: ComparedText): number {
	let sum = 0;
	for (const three of threes) {
		if (other.threes.has(three)) sum += (pairWeight(three.slice(0, 2)) + pairWeight(three.slice(1))) / 2;
	}
	return sum;
}

function sharedTopics(some: ComparedText['topics'], others: ComparedText['topics']): number {
	let [both, either] = [0, 0];
	for (const trouble of new Set([...some.keys(), ...others.keys()])) {
		const [one, other] = [some.get(trouble) ?? 0, others.get(trouble) ?? 0];
		both += Math.sqrt(one * other);
		either += Math.max(one, other);
	}
	return either > 0 ? both / either : 0;
}

/** Both titles name topics, and none that is the same. */
function namesAnotherTopic(query: Query, other: ComparedText): boolean {
	const [mine, theirs] = [query.titleTopics, other.titleTopics];
	return mine.size > 0 && theirs.size > 0 && ![...mine.keys()].some((trouble) => theirs.has(trouble));
}

/** Both name places, the title's before the text's, and neither names one of the other's. */
function namesAnotherPlace(query: Query, other: ComparedText): boolean {
	const mine = query.titlePlaceNames.size > 0 ? query.titlePlaceNames : query.places;
	const theirs = other.titlePlaceNames.size > 0 ? other.titlePlaceNames : other.places;
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
