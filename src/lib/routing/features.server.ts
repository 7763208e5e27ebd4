import { cutWords } from '../text/words.server.ts';
import type { Features } from './model.ts';

/** What a title says weighs half as much again; pairs of characters catch what the dictionary does not know. */
const [inTitle, inText, asPair] = [1.5, 1, 0.5];
const pairMark = '·';

export const isWord = (feature: string) => !feature.startsWith(pairMark);

/** What the model reads of a letter: its words, and its pairs of characters. */
export function featuresOf({ title, body }: { title: string; body: string }): Features {
	const features = new Map<string, number>();
	const plain = `${title}\n${body}`.slice(0, 2_000);
	for (const word of cutWords(plain)) features.set(word, inText);
	for (const word of cutWords(title)) features.set(word, inTitle);
	const letters = plain
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	for (let at = 0; at + 1 < letters.length; at++) features.set(pairMark + letters.slice(at, at + 2), asPair);
	return features;
}
