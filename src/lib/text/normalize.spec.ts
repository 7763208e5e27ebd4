import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginning, isWithin, normalizeText, visibleLength } from './normalize';

const anyText = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('e', '\u0301', '\u0316\u0316', '\u202e', '\u0000', '\ud800', '\r')
		)
	)
	.map((parts) => parts.join(''));

test('what is kept can be stored: NFC, well formed, without controls', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const kept = normalizeText(text);
			expect(kept).toBe(kept.normalize('NFC'));
			expect(kept.isWellFormed()).toBe(true);
			expect(kept).not.toContain('\u0000');
			expect(normalizeText(kept)).toBe(kept);
		})
	);
});

test('lone surrogates, NUL and bidi overrides go; lines and Chinese stay', () => {
	expect(normalizeText('路\ud800灯\u0000坏\u202e了\r\n三天')).toBe('路灯坏了\n三天');
});

test('a pile of combining marks is cut to three', () => {
	expect(normalizeText('a' + '\u0316'.repeat(50))).toBe('a\u0316\u0316\u0316');
});

test.each([
	['', 0],
	['\u200b\u200d\ufeff \u3000', 0],
	['路 灯', 2],
	['👍', 1]
])('the visible length of %j is %i', (text, length) => expect(visibleLength(text)).toBe(length));

test('the beginning of a text and its length count whole characters', () => {
	const text = `${'路'.repeat(119)}😀灯\n坏`;
	expect(beginning(text, 120)).toBe(`${'路'.repeat(119)}😀`);
	expect(beginning('𠮷\n野', 9)).toBe('𠮷 野');
	expect(isWithin('😀'.repeat(120), 120)).toBe(true);
	expect(isWithin('😀'.repeat(121), 120)).toBe(false);
});
