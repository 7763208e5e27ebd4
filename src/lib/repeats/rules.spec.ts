import { expect, test } from 'vitest';
import { kindsOf } from './rules.ts';

const told = (toldAt: string, level = 4, channel: 'web' | 'hotline' = 'web') => ({
	toldAt,
	channel,
	region: { nameZh: '', nameEn: '', level }
});

test('issues told half a year apart, on two levels or through two channels say so', () => {
	const none = { years: false, levels: false, channels: false };
	expect(kindsOf([])).toEqual(none);
	expect(kindsOf([told('2026-01-01T00:00:00Z'), told('2026-03-01T00:00:00Z')])).toEqual(none);
	expect(kindsOf([told('2026-08-01T00:00:00Z'), told('2026-01-01T00:00:00Z')])).toEqual({
		...none,
		years: true
	});
	expect(kindsOf([told('2026-01-01T00:00:00Z'), told('2026-01-01T00:00:00Z', 3, 'hotline')])).toEqual({
		years: false,
		levels: true,
		channels: true
	});
});
