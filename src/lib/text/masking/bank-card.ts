import { find, type Range } from './ranges.ts';

const NUMBER = /(?<!\d)[3-69](?:(?: ?- ?| {1,2})?\d){15,18}(?!\d)/g;
/** Orders and bills are as long and one in ten passes Luhn: only what a card begins with counts. */
const CARD = /^(?:6[0-9]\d{14,17}|4\d{15}|(?:5[1-5]|2[2-7]|3[56])\d{14}|9[0-9]\d{14,17})$/;

/** 16 to 19 digits that a card can begin with and that pass Luhn, also in groups. */
export function findBankCards(text: string): Range[] {
	const found: Range[] = [];
	const ends = new Map<number, number>();
	find(text, NUMBER, (match, start) => {
		const end = cardEnd(match);
		if (end > 0) ends.set(start, start + end);
		return end > 0;
	}).forEach(({ start }) => found.push({ start, end: ends.get(start) ?? start }));
	return found;
}

/** A number behind the card may read as its last group: the longest part that holds, ending with a group. */
function cardEnd(match: string): number {
	for (let end = match.length; end > 15; end--) {
		if (/\d/.test(match[end] ?? '') || !/\d/.test(match[end - 1] ?? '')) continue;
		const digits = match.slice(0, end).replace(/\D/g, '');
		if (CARD.test(digits) && passesLuhn(digits)) return end;
	}
	return 0;
}

function passesLuhn(digits: string): boolean {
	let sum = 0;
	for (let place = 0; place < digits.length; place++) {
		const value = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 2);
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 === 0;
}
