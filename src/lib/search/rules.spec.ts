import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOneOff, corrected, windowsOf } from './rules.ts';

describe('a word is one off', () => {
	test.each([
		['电剃', '电梯', true],
		['路灯', '灯路', true],
		['井盖', '井盖子', true],
		['elevater', 'elevator', true],
		['电梯', '电梯', false],
		['电梯', '水管', false],
		['路', '路灯下', false]
	])('%s and %s: %s', (one, other, expected) => {
		expect(isOneOff(one, other)).toBe(expected);
		expect(isOneOff(other, one)).toBe(expected);
	});

	test('when one character is left out or changed', () => {
		const word = fc.array(fc.constantFrom(...'电梯路灯井盖'), { minLength: 2, maxLength: 8 });
		fc.assert(
			fc.property(word, fc.nat(7), (signs, at) => {
				const without = signs.toSpliced(at % signs.length, 1).join('');
				expect(isOneOff(signs.join(''), without)).toBe(true);
				const changed = signs.with(at % signs.length, 'x').join('');
				expect(isOneOff(signs.join(''), changed)).toBe(true);
			})
		);
	});
});

test('windows are stretches of Chinese, and Latin words', () => {
	expect(windowsOf('电剃坏 Ｅlevater A1')).toEqual(['电剃坏', '电剃', '剃坏', 'elevater']);
});

test('what is known is left alone, and the rest corrected', () => {
	const near = [
		{ typed: '小区', word: '小区', texts: 40 },
		{ typed: '小区', word: '小学', texts: 90 },
		{ typed: '区电', word: '区里', texts: 9 },
		{ typed: '电剃', word: '电话', texts: 20 },
		{ typed: '电剃', word: '电梯', texts: 30 }
	];
	expect(corrected('小区电剃', near, 5)).toEqual(['小区电梯', '小区电话']);
	expect(corrected('小区电剃', near, 1)).toEqual(['小区电梯']);
});
