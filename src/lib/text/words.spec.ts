import { expect, test } from 'vitest';
import { prepareLetter } from './prepare.server';
import { cutWords } from './words.server';

test('keeps the words of the trade whole', () => {
	expect(cutWords('低保户的补偿款一直没有发')).toEqual(expect.arrayContaining(['低保户', '补偿款']));
});

test('takes full-width and upper-case forms as plain ones', () => {
	expect(cutWords('ＢＲＴ３号线')).toEqual(cutWords('brt3号线'));
});

test('drops punctuation and words that stand everywhere', () => {
	expect(cutWords('，。的了我们！')).toEqual([]);
});

test('never finds what the page hides', () => {
	const letter = prepareLetter({ title: '路灯不亮', body: '请回电13800001234' });
	expect(letter.tokens.join(' ')).not.toMatch(/1380000/);
	expect(letter.body.original).toContain('13800001234');
	expect(letter.body.masked).not.toContain('13800001234');
});

test('cuts no character in half', () => {
	const letters = '𠮷𡘙𬺈'.repeat(40);
	for (const text of [letters, `a${letters}`, `b${'😀'.repeat(30_000)}`, `c${'𠮷'.repeat(30_000)}`]) {
		expect(cutWords(text).filter((word) => !word.isWellFormed())).toEqual([]);
	}
});

test('a text of a hundred thousand characters is cut in bounded words', () => {
	expect(cutWords('修路'.repeat(50_000) + '灯'.repeat(10)).length).toBeLessThanOrEqual(400);
});
