import { describe, expect, test } from 'vitest';
import { ratingState } from './rules.ts';

const rating = {
	satisfaction: 4,
	solved: true,
	toThePoint: null,
	comment: '',
	ratedAt: '2026-11-01 10:00:00+00',
	changeableUntil: '2026-11-15 10:00:00+00'
};

describe('a rating', () => {
	test('needs a vote that stood when the answer came', () => {
		expect(ratingState({ mayRate: false, rating: null }, new Date())).toBe('not_allowed');
		expect(ratingState({ mayRate: true, rating: null }, new Date())).toBe('first');
	});

	test('may be changed to the last moment of 14 days', () => {
		const at = (time: string) => ratingState({ mayRate: true, rating }, new Date(time));
		expect(at('2026-11-15T10:00:00Z')).toBe('change');
		expect(at('2026-11-15T10:00:01Z')).toBe('final');
	});
});
