import { describe, expect, it } from 'vitest';
import { type MaskingSentence, privateKinds, readMaskingSentences } from './corpora.ts';

const chineseDigits = '〇一二三四五六七八九';

const digitsOf = (text: string) =>
	[...text.normalize('NFKC').replace(/零/g, '〇')]
		.map((sign) => (chineseDigits.includes(sign) ? String(chineseDigits.indexOf(sign)) : sign))
		.join('')
		.replace(/[\s.\-—]/g, '');

function passesLuhn(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, sign, place) => {
		const value = Number(sign) * (place % 2 === 0 ? 1 : 2);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

/** GB 11643-1999, ISO 7064 MOD 11-2. */
function passesIdentity(text: string): boolean {
	if (!/^\d{17}[\dX]$/i.test(text)) return false;
	const sum = [...text.slice(0, 17)].reduce(
		(total, sign, at) => total + Number(sign) * (2 ** (17 - at) % 11),
		0
	);
	return '10X98765432'[sum % 11] === text.at(-1)?.toUpperCase();
}

const isWhatItClaims: Record<MaskingSentence['private'][number]['kind'], (text: string) => boolean> = {
	mobile: (text) => /^(\+86|0086)?1[3-9]\d{9}$/.test(digitsOf(text)),
	identity: (text) => passesIdentity(digitsOf(text)),
	bank_card: (text) => /^\d{16,19}$/.test(digitsOf(text)) && passesLuhn(digitsOf(text)),
	mail: (text) =>
		/^[\w.+-]+[@＠][\w-]+(\.[\w-]+)*\.(example|com|net|org|edu)$/i.test(text) && /example/i.test(text),
	plate: (text) => /^[\u4e00-\u9fff][A-Z][·\s-]?[A-Z0-9]{4,6}[警学挂领]?$/.test(text),
	door: (text) => /[\d０-９零一二三四五六七八九十]/.test(text)
};

/** The text with every private part taken out, in order; undefined where one is not to be found. */
function withoutPrivate({ text, private: parts }: MaskingSentence): string | undefined {
	let rest = '';
	let from = 0;
	for (const part of parts) {
		const at = text.indexOf(part.text, from);
		if (at < 0) return undefined;
		rest += `${text.slice(from, at)}|`;
		from = at + part.text.length;
	}
	return rest + text.slice(from);
}

describe('sentences with something to hide, and without', () => {
	const sentences = readMaskingSentences();
	const parts = sentences.flatMap((sentence) => sentence.private);

	it('are enough of every kind', () => {
		expect(sentences.length).toBeGreaterThanOrEqual(300);
		expect(new Set(sentences.map((sentence) => sentence.text)).size).toBe(sentences.length);
		expect(sentences.filter((sentence) => sentence.private.length === 0).length).toBeGreaterThanOrEqual(110);
		for (const kind of privateKinds) {
			expect(parts.filter((part) => part.kind === kind).length).toBeGreaterThanOrEqual(15);
		}
	});

	it('hold the private parts, in order', () => {
		expect(sentences.filter((sentence) => withoutPrivate(sentence) === undefined)).toEqual([]);
	});

	it('hide what is valid', () => {
		expect(parts.filter((part) => !isWhatItClaims[part.kind](part.text))).toEqual([]);
	});

	it('leave nothing valid unmarked', () => {
		const unmarked = sentences
			.flatMap((sentence) => withoutPrivate(sentence)?.match(/\d{11,}X?/gi) ?? [])
			.filter(
				(number) =>
					/^1[3-9]\d{9}$/.test(number) ||
					passesIdentity(number) ||
					(/^\d{16,19}$/.test(number) && passesLuhn(number))
			);
		expect(unmarked).toEqual([]);
	});
});
