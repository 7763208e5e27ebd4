import { expect, it } from 'vitest';
import { formatPercentage } from './figures';

it.each([
	[5, 6, '83.3%'],
	[5, 5, '100%'],
	[0, 7, '0%'],
	[1, 3, '33.3%'],
	[0, 0, null]
])('shows %i of %i as %s', (numerator, denominator, shown) => {
	expect(formatPercentage(numerator, denominator)).toBe(shown);
});
