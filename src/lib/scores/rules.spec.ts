import { expect, it } from 'vitest';
import { lastPublishableMonth, publishableFrom } from './rules.ts';

it('scores wait for fourteen days after the last month', () => {
	expect(publishableFrom('2026-10')).toBe('2026-11-15');
	expect(publishableFrom('2026-12')).toBe('2027-01-15');
});

it('the last month that can be published moves on the fifteenth', () => {
	expect(lastPublishableMonth('2026-11-14')).toBe('2026-09');
	expect(lastPublishableMonth('2026-11-15')).toBe('2026-10');
});
