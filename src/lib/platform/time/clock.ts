import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

/** Asia/Shanghai has had no daylight saving since 1991, so days are counted without a time zone database. */
const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export type Instant = Date | string;

/** Reads a day, `2026-11-23 05:54:06.895075+00` (embedded Data API) and `2026-11-23T05:54:06.895075+00:00` (PostgREST). */
export function parseInstant(value: Instant): Date {
	if (value instanceof Date) return value;
	const iso = value
		.trim()
		.replace(' ', 'T')
		.replace(/(T.*[+-]\d\d)$/, '$1:00')
		.replace(/(\.\d{3})\d+/, '$1');
	const parsed = new Date(/([zZ]|[+-]\d\d:\d\d)$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
	if (Number.isNaN(parsed.getTime())) throw new RangeError(`not a time: ${value}`);
	return parsed;
}

const instantForm =
	/^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/;

/** Is this a day or a moment that the calendar has? What the database hands out is; an address may hold anything. */
export function isInstant(text: string): boolean {
	const day = instantForm.exec(text)?.[1];
	if (!day || day < '1900') return false;
	const read = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** The calendar day in Asia/Shanghai as `2026-11-23`. */
export function localDay(at: Instant): string {
	return inShanghai(at).toISOString().slice(0, 10);
}

/** Whole calendar days in Asia/Shanghai from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Instant, to: Instant): number {
	return dayNumber(to) - dayNumber(from);
}

export function formatDate(at: Instant): string {
	const day = inShanghai(at);
	const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
	return getLocale() === 'en' ? `${date} ${monthNames[month]} ${year}` : `${year}年${month + 1}月${date}日`;
}

export function formatDateTime(at: Instant): string {
	return `${formatDate(at)} ${formatTime(at)}`;
}

/** `10:42`. */
export function formatTime(at: Instant): string {
	return inShanghai(at).toISOString().slice(11, 16);
}

/** `2026-11` or `2026-11-01` as 2026年11月 / Nov 2026. */
export function formatMonth(month: string): string {
	const [year = '', number = '1'] = month.split('-');
	return getLocale() === 'en' ? `${monthNames[Number(number) - 1]} ${year}` : `${year}年${Number(number)}月`;
}

/** 刚刚, 5 分钟前, 3 天前; a date when it is longer ago than a month. */
export function formatAgo(at: Instant, now: Instant = new Date()): string {
	const minutes = Math.floor((parseInstant(now).getTime() - parseInstant(at).getTime()) / 60_000);
	if (minutes < 1) return m.clock_just_now();
	if (minutes < 60) return m.clock_minutes_ago({ count: minutes });
	const days = daysBetween(at, now);
	if (days < 1) return m.clock_hours_ago({ count: Math.floor(minutes / 60) });
	if (days === 1) return m.clock_yesterday();
	return days <= 30 ? m.clock_days_ago({ count: days }) : formatDate(at);
}

/** A due date's urgency; a clock counts on its due day, so that day is not overdue yet. */
export type DueState = 'met' | 'met_late' | 'later' | 'soon' | 'today' | 'overdue';

const soonDays = 5;

export function dueState(dueAt: Instant, metAt: Instant | null, now: Instant = new Date()): DueState {
	if (metAt !== null) return daysBetween(dueAt, metAt) > 0 ? 'met_late' : 'met';
	const days = daysBetween(now, dueAt);
	if (days < 0) return 'overdue';
	if (days === 0) return 'today';
	return days <= soonDays ? 'soon' : 'later';
}

/** 还剩 3 天, 今天到期, 超期 2 天, 已按期, 逾期 2 天完成. */
export function dueInWords(dueAt: Instant, metAt: Instant | null = null, now: Instant = new Date()): string {
	const state = dueState(dueAt, metAt, now);
	if (state === 'met') return m.clock_met();
	if (state === 'met_late') return m.clock_met_late({ count: daysBetween(dueAt, metAt ?? now) });
	if (state === 'today') return m.clock_due_today();
	const days = daysBetween(now, dueAt);
	return state === 'overdue' ? m.clock_days_overdue({ count: -days }) : m.clock_days_left({ count: days });
}

function inShanghai(at: Instant): Date {
	return new Date(parseInstant(at).getTime() + shanghaiOffsetMs);
}

function dayNumber(at: Instant): number {
	return Math.floor(inShanghai(at).getTime() / dayMs);
}
