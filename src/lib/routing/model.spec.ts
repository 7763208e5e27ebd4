import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readModel, train, type Example } from './model.ts';

const text = fc.uniqueArray(fc.constantFrom(...'路灯水管电梯噪音学校'), { minLength: 1 });
const examples = fc.array(
	fc.record({
		features: text.map((features) => new Map(features.map((feature) => [feature, 1]))),
		label: fc.constantFrom('roads', 'water', 'housing')
	}),
	{ minLength: 1, maxLength: 30 }
);

test('shares of all labels are 1, in order, and nothing is proposed that nobody chose', () => {
	fc.assert(
		fc.property(examples, text, (taught, asked) => {
			const model = train(taught);
			const proposals = readModel(JSON.parse(JSON.stringify(model))).propose(
				new Map(asked.map((feature) => [feature, 1])),
				10
			);
			expect(proposals.map(({ label }) => label).sort()).toEqual(model.labels);
			expect(proposals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
			for (const [at, { share, reasons }] of proposals.entries()) {
				expect(share).toBeLessThanOrEqual(proposals[at - 1]?.share ?? 1);
				for (const { feature } of reasons) expect(asked).toContain(feature);
			}
		})
	);
});

test('a word that stands under one label alone speaks for it', () => {
	const of = (label: string, ...features: string[]): Example => ({
		label,
		features: new Map(features.map((feature) => [feature, 1]))
	});
	const reader = readModel(
		train([
			of('water', '水管', '漏'),
			of('water', '水管', '停水'),
			of('roads', '路灯', '坏'),
			of('roads', '路灯')
		])
	);
	const [first] = reader.propose(
		new Map([
			['路灯', 1],
			['漏', 1],
			['路灯下', 1],
			['constructor', 1]
		]),
		1
	);
	expect(first?.label).toBe('roads');
	expect(first?.reasons.map(({ feature }) => feature)).toEqual(['路灯']);
});

test('of many features the commonest are kept', () => {
	const taught = [
		{
			label: 'a',
			features: new Map([
				['路', 1],
				['灯', 1]
			])
		},
		{ label: 'b', features: new Map([['路', 1]]) }
	];
	expect(Object.keys(train(taught, { mostSigns: 1 }).features)).toEqual(['路']);
});
