import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeness, nearness, readQuery, SHOWN_FROM, titledText, type TitledText } from './similarity.ts';
import { cutWords } from './words.server.ts';

/** As if each word stood in five of a thousand texts. */
const compare = (one: TitledText, other: TitledText) =>
	likeness(
		readQuery(
			one,
			cutWords(`${one.title}\n${one.text}`).map((word) => ({ word, texts: 5 })),
			1_000
		),
		other
	);

const dark = {
	title: '望湖路路灯坏了一个月',
	text: '望湖路从小学到桥头这一段，路灯全部不亮，晚上接孩子黑漆漆的，请尽快维修。'
};

describe('likeness', () => {
	test('of a text with itself is 1, also of a long one and of its beginning', () => {
		expect(compare(dark, dark)).toBe(1);
		const long = { ...dark, text: dark.text.repeat(30) };
		expect(compare(long, { ...long, text: long.text.slice(0, 600) })).toBe(1);
	});

	test('is found in other words, in full-width forms and in a title alone', () => {
		const again = { title: '望湖路晚上没有一盏路灯亮', text: '小学门口到桥头晚上漆黑一片，路灯什么时候修？' };
		expect(compare(dark, again)).toBeGreaterThan(SHOWN_FROM);
		const shorter = { title: '望湖路路灯不亮了', text: '小学门口到桥头这一段路灯坏了一个月，没有人修。' };
		expect(compare({ title: dark.title, text: '' }, shorter)).toBeGreaterThan(SHOWN_FROM);
		const code = { title: '投诉Ａ３区锦程Ｋ９苑捆绑销售车位', text: '' };
		expect(
			compare(code, { title: 'A3区锦程K9苑强制买车位', text: '不买车位就不给签合同。' })
		).toBeGreaterThan(SHOWN_FROM);
	});

	test('is little for another trouble, and less for the same one elsewhere', () => {
		const other = { title: '镇卫生院降压药总是缺货', text: '跑了三次都没有药，老人只能去县城买。' };
		expect(compare(dark, other)).toBeLessThan(SHOWN_FROM / 2);
		const elsewhere = { title: '石桥街路灯坏了一个月', text: '石桥街的路灯不亮，请尽快维修。' };
		const here = { title: '望湖路路灯坏了一个月', text: '望湖路的路灯不亮，请尽快维修。' };
		expect(compare(dark, elsewhere)).toBeLessThan(compare(dark, here));
	});
});

describe('where nothing was given as a title', () => {
	test('the first sentence that says something stands for one', () => {
		expect(
			titledText({ text: '尊敬的领导：望湖路的路灯坏了一个月。晚上接孩子看不见路，请尽快修好。' })
		).toEqual({
			title: '望湖路的路灯坏了一个月。',
			text: '尊敬的领导：晚上接孩子看不见路，请尽快修好。'
		});
	});

	test.each(['路灯不亮', '停水', '下水道堵了，很臭', '望湖路路灯坏了一个月'])(
		'few words are a title: %s',
		(text) => {
			expect(titledText({ text })).toEqual({ title: text, text: '' });
		}
	);

	test('nothing of a text is lost, wherever its sentences end', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('路灯', '坏了', '，', '。', '请修', '晚上看不见路', '\n')),
				(parts) => {
					const { title, text } = titledText({ text: parts.join('') });
					const signs = (told: string) => [...told.replace(/\s/g, '')].sort().join('');
					expect(signs(title + text)).toBe(signs(parts.join('')));
				}
			)
		);
	});
});

test('the region only ever counts against a likeness', () => {
	fc.assert(
		fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), (score, steps) => {
			expect(nearness(score, steps)).toBeLessThanOrEqual(score);
		})
	);
	expect(nearness(0.5, null)).toBe(0.5);
});

describe('any text', () => {
	const anyText = fc.string({ unit: 'binary', maxLength: 200 });
	const telling = fc.record({ title: anyText, text: anyText });

	test('gives a likeness from 0 to 1', () => {
		fc.assert(
			fc.property(telling, telling, fc.nat(3), fc.nat(3), (one, other, texts, total) => {
				const counted = [one.title, other.text, 'a', ''].map((word) => ({ word, texts }));
				const score = likeness(readQuery(one, counted, total), other);
				expect(score).toBeGreaterThanOrEqual(0);
				expect(score).toBeLessThanOrEqual(1);
			})
		);
	});

	test.each(['路', '路灯', '村路', 'a1', 'ﷺ', '\0', '\ud800', 'é\u0301', '请投诉', '从到和路'])(
		'a line of a hundred thousand characters of %j takes no time',
		(part) => {
			const text = part.repeat(100_000 / part.length);
			const started = performance.now();
			compare({ title: text, text }, { title: text, text: `x${text}` });
			expect(performance.now() - started).toBeLessThan(1_000);
		}
	);
});
