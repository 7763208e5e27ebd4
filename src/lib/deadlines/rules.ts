import { daysBetween, dueState, type DueState, type Instant } from '$lib/platform/time/clock';
import type { Clock } from './schema.ts';

export type ClockState = DueState | 'paused' | 'ended';

/** Where a clock stands, in calendar days of Asia/Shanghai; its due day still counts as in time. */
export function clockState(clock: Clock, now: Instant): ClockState {
	if (clock.metAt !== null) return dueState(clock.dueAt, clock.metAt, now);
	if (clock.endedAt !== null) return 'ended';
	if (clock.pausedAt !== null) return 'paused';
	return dueState(clock.dueAt, null, now);
}

function isRunning(clock: Clock): boolean {
	return clock.metAt === null && clock.endedAt === null;
}

/** Whole days past the due day: of what runs until now, of what was met until then. Never negative. */
export function overdueDays(clock: Clock, now: Instant): number {
	if (clock.endedAt !== null || (clock.pausedAt !== null && clock.metAt === null)) return 0;
	return Math.max(0, daysBetween(clock.dueAt, clock.metAt ?? now));
}

/** Whole days until the due day; 0 on the day itself and afterwards. A paused clock keeps what it had. */
export function daysLeft(clock: Clock, now: Instant): number {
	return isRunning(clock) ? Math.max(0, daysBetween(clock.pausedAt ?? now, clock.dueAt)) : 0;
}

/** Running before ended, the next due first; what ended, latest round first. */
export function inOrderOfUrgency(clocks: Clock[]): Clock[] {
	return [...clocks].sort((a, b) => {
		if (isRunning(a) !== isRunning(b)) return isRunning(a) ? -1 : 1;
		if (isRunning(a)) return daysBetween(b.dueAt, a.dueAt);
		return b.round - a.round || daysBetween(a.startedAt, b.startedAt);
	});
}
