import { describe, expect, test } from 'vitest';
import { isOpenForVotes, nextStatuses, statuses } from '$lib/domain/statuses';

describe('the life of an issue', () => {
	test('begins with whoever tells it', () => {
		expect(nextStatuses(null, 'resident')).toEqual(['submitted']);
		expect(nextStatuses(null, 'officer')).toEqual([]);
	});

	test('an officer may return what is not theirs, and may not publish an answer', () => {
		expect(nextStatuses('assigned', 'officer')).toEqual(['published', 'in_progress']);
		expect(nextStatuses('assigned', 'department_lead')).toEqual(['answered']);
	});

	test('nobody says for the residents that it is solved', () => {
		for (const role of [
			'officer',
			'department_lead',
			'intake_officer',
			'supervisor',
			'administrator'
		] as const) {
			expect(nextStatuses('resolved', role)).not.toContain('confirmed');
		}
		expect(nextStatuses('resolved', 'rule')).toEqual(['confirmed', 'reopened']);
	});

	test('votes are open from publication until the residents confirm', () => {
		expect(statuses.filter(isOpenForVotes)).toEqual([
			'published',
			'assigned',
			'in_progress',
			'answered',
			'resolved',
			'reopened'
		]);
	});
});
