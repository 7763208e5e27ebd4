import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const marked = (text: string, words: string[]) =>
	highlight(text, words)
		.map(({ text, isFound }) => (isFound ? `[${text}]` : text))
		.join('');

test.each([
	['小区电梯坏了', ['电梯'], '小区[电梯]坏了'],
	['５Ｇ基站和5g信号', ['5g'], '[５Ｇ]基站和[5g]信号'],
	['路灯路灯', ['路灯'], '[路灯路灯]'],
	['Ｂ座3单元', ['b', '3'], '[Ｂ]座[3]单元'],
	['没有', ['电梯'], '没有'],
	['', ['电梯'], ''],
	['👩‍👩‍👧家', ['👩'], '[👩‍👩‍👧]家']
])('%j with %j', (text, words, expected) => {
	expect(marked(text, words)).toBe(expected);
});

test('the pieces are the text, whatever is sought', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, words) => {
			const pieces = highlight(text, words);
			expect(pieces.map((piece) => piece.text).join('')).toBe(text);
			for (const [at, piece] of pieces.entries()) expect(piece.isFound).not.toBe(pieces[at - 1]?.isFound);
		})
	);
});

test('a word that stands in the text is marked', () => {
	fc.assert(
		fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, word, after) => {
			fc.pre(/[a-z0-9]/i.test(word));
			expect(highlight(before + word + after, [word]).some((piece) => piece.isFound)).toBe(true);
		})
	);
});
