import { expect, test } from 'vitest';
import { actionsFor, covers, isNearlyLate, isLate, kindOf } from './rules.ts';
import type { QueueEntry } from './schema.ts';

const entry: QueueEntry = {
	id: 1001,
	title: '路灯不亮',
	status: 'submitted',
	regionId: 3,
	regionName: '青溪镇',
	categoryKey: 'transport',
	categoryName: '交通出行',
	channel: 'web',
	submittedAt: '2026-11-01 02:00:00+00',
	round: 1,
	votes: 0,
	isAppeal: false,
	isReturned: false,
	isImported: false,
	clockDueAt: null,
	dueAt: '2026-11-16 15:59:59.999999+00',
	waitingSince: '2026-11-01 02:00:00+00',
	flags: 0,
	claim: null
};

test('nobody is asked where nobody can reply', () => {
	expect(actionsFor({ status: 'submitted', channel: 'web' })).toContain('ask');
	expect(actionsFor({ status: 'submitted', channel: 'hotline' })).not.toContain('ask');
});

test('what waits for the author or is closed offers nothing', () => {
	for (const status of ['needs_info', 'rejected', 'transferred', 'withdrawn', 'confirmed']) {
		expect(actionsFor({ status, channel: 'web' })).toEqual([]);
	}
});

test('a merge can be undone, and nothing else', () => {
	expect(actionsFor({ status: 'merged', channel: 'web' })).toEqual(['unmerge']);
});

test('each status stands under one heading of the queue', () => {
	const kinds = (['submitted', 'published', 'reopened', 'needs_info', 'answered'] as const).map((status) =>
		kindOf({ status, isAppeal: false })
	);
	expect(kinds).toEqual(['decide', 'assign', 'assign_again', 'author', 'flagged']);
	expect(kindOf({ status: 'submitted', isAppeal: true })).toBe('appeal');
});

test('an issue is overdue after its due day, and never while its author is asked', () => {
	expect(isLate(entry, '2026-11-16T15:59:00Z')).toBe(false);
	expect(isLate(entry, '2026-11-16T16:00:00Z')).toBe(true);
	expect(isLate({ ...entry, status: 'needs_info' }, '2027-01-01T00:00:00Z')).toBe(false);
});

test('what is due within three days is marked before it is overdue', () => {
	expect(isNearlyLate(entry, '2026-11-13T02:00:00Z')).toBe(true);
	expect(isNearlyLate(entry, '2026-11-12T02:00:00Z')).toBe(false);
	expect(isNearlyLate(entry, '2026-11-17T02:00:00Z')).toBe(false);
});

test('a region covers what hangs below it, and not a namesake', () => {
	expect(covers('city.county', 'city.county')).toBe(true);
	expect(covers('city.county', 'city.county.town')).toBe(true);
	expect(covers('city.county', 'city.county_two')).toBe(false);
});
