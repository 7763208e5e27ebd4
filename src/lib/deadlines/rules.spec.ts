import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockState, daysLeft, inOrderOfUrgency, overdueDays } from './rules.ts';
import type { Clock } from './schema.ts';

const dayMs = 86_400_000;
/** The last moment of 23 November 2026 in Asia/Shanghai, as the database writes it. */
const endOfDay = '2026-11-23 15:59:59.999999+00';

function clock(changes: Partial<Clock> = {}): Clock {
	return {
		kind: 'first_answer',
		round: 1,
		departmentKey: 'water',
		startedAt: '2026-10-24 02:00:00+00',
		dueAt: endOfDay,
		pausedAt: null,
		metAt: null,
		endedAt: null,
		...changes
	};
}

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
const dueDays = fc
	.integer({ min: 0, max: 5_000 })
	.map((days) => new Date(Date.UTC(2020, 0, 1, 15, 59, 59, 999) + days * dayMs).toISOString());

describe('a clock', () => {
	test('counts on its due day until midnight in Asia/Shanghai', () => {
		expect(clockState(clock(), '2026-11-23T15:59:59.9Z')).toBe('today');
		expect(clockState(clock(), '2026-11-23T16:00:00Z')).toBe('overdue');
		expect(overdueDays(clock(), '2026-11-23T16:00:00Z')).toBe(1);
	});

	test('is met late only when the day was over', () => {
		expect(clockState(clock({ metAt: '2026-11-23T15:00:00Z' }), '2027-01-01T00:00:00Z')).toBe('met');
		expect(clockState(clock({ metAt: '2026-11-23T16:30:00Z' }), '2027-01-01T00:00:00Z')).toBe('met_late');
	});

	test('that waits for the author is never overdue, and keeps the days it had', () => {
		const paused = clock({ pausedAt: '2026-11-20T04:00:00Z' });
		expect(clockState(paused, '2027-03-01T00:00:00Z')).toBe('paused');
		expect(overdueDays(paused, '2027-03-01T00:00:00Z')).toBe(0);
		expect(daysLeft(paused, '2027-03-01T00:00:00Z')).toBe(3);
	});

	test('that ended unmet owes nothing', () => {
		const ended = clock({ endedAt: '2026-12-20T04:00:00Z' });
		expect(clockState(ended, '2027-03-01T00:00:00Z')).toBe('ended');
		expect(overdueDays(ended, '2027-03-01T00:00:00Z')).toBe(0);
	});

	test('has days left or days overdue, never both, and one day more of delay each midnight', () => {
		fc.assert(
			fc.property(dueDays, moments, (dueAt, now) => {
				const running = clock({ dueAt });
				const late = overdueDays(running, now);
				expect(Math.min(late, daysLeft(running, now))).toBe(0);
				expect(late > 0).toBe(clockState(running, now) === 'overdue');
				const tomorrow = new Date(now.getTime() + dayMs);
				const step =
					overdueDays(running, tomorrow) - late + (daysLeft(running, now) - daysLeft(running, tomorrow));
				expect(step).toBe(1);
			})
		);
	});

	test('does not depend on the hour of the day', () => {
		fc.assert(
			fc.property(
				dueDays,
				fc.integer({ min: 0, max: 5_500 }),
				fc.integer({ min: 0, max: dayMs - 1 }),
				(dueAt, day, within) => {
					const midnight = Date.UTC(2019, 11, 31, 16) + day * dayMs;
					expect(overdueDays(clock({ dueAt }), new Date(midnight + within))).toBe(
						overdueDays(clock({ dueAt }), new Date(midnight))
					);
				}
			)
		);
	});
});

test('what runs comes first, the next due on top', () => {
	const met = clock({ metAt: '2026-11-01T00:00:00Z' });
	const later = clock({ dueAt: '2026-12-24 15:59:59.999999+00', kind: 'resolve' });
	expect(inOrderOfUrgency([met, later, clock()])).toEqual([clock(), later, met]);
});
