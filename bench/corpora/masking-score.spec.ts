import { describe, expect, it } from 'vitest';
import { findPrivate, maskText } from '../../src/lib/text/mask.ts';
import { readLabelledPosts, readMaskingSentences, readMatters, readNearMisses } from './corpora.ts';
import { scoreMasking } from './masking-score.ts';

const sentences = readMaskingSentences();
const score = scoreMasking(sentences, (text) => findPrivate(text));

describe('masking of the labelled sentences', () => {
	it.each([...score.kinds])('hides at least 99 of 100 of kind %s, and little else', (_, kind) => {
		expect(kind.hidden / kind.parts, JSON.stringify(score.faults)).toBeGreaterThanOrEqual(0.99);
		expect(kind.exact / kind.findings, JSON.stringify(score.faults)).toBeGreaterThanOrEqual(0.97);
	});

	it('touches no number of an office', () => {
		expect(score.offices).toBeGreaterThanOrEqual(25);
		expect(score.officesLeft).toBe(score.offices);
	});

	it('sees what is missed', () => {
		const blind = scoreMasking(sentences, (text) => findPrivate(text, ['identity', 'mobile']));
		expect(blind.all.hidden).toBeLessThan(score.all.hidden / 2 + 10);
		const all = scoreMasking(sentences, (text) => [{ kind: 'door', start: 0, end: text.length }]);
		expect(all.officesLeft).toBe(0);
		expect(all.all.exact).toBe(0);
	});

	it('leaves posts alone that hold nothing private', () => {
		const posts = [
			...readMatters().flatMap(({ a, b, c }) => (c ? [a, b, c] : [a, b])),
			...readNearMisses(),
			...readLabelledPosts()
		];
		expect(posts.length).toBeGreaterThan(1000);
		const told = posts.map(({ title, text }) => `${title}\n${text}`);
		expect(told.filter((text) => maskText(text).findings.length > 0)).toEqual([]);
	});
});
