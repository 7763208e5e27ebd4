import { find, type Range } from './ranges.ts';

const NUMBER = /(?<!\d)[1-9](?:[ -]?\d){16}[ -]?[\dXx](?!\d)/g;
const BORN = /^\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Eighteen digits with a day of birth that can be and the check character of GB 11643 (ISO 7064 MOD 11-2). */
export function findIdentities(text: string): Range[] {
	return find(text, NUMBER, (match) => {
		const number = match.replace(/[ -]/g, '').toUpperCase();
		if (!BORN.test(number)) return false;
		const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
		return '10X98765432'[sum % 11] === number[17];
	});
}
