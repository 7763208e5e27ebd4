import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import {
	daysBetween,
	dueInWords,
	dueState,
	formatAgo,
	formatDate,
	formatDateTime,
	formatMonth,
	isInstant,
	localDay,
	parseInstant
} from './clock';

const inLanguage = (language: 'zh-CN' | 'en') => overwriteGetLocale(() => language);

describe('isInstant', () => {
	it.each([
		'2026-11-23',
		'2028-02-29T23:59:59Z',
		'2026-11-23 05:54:06.895075+00',
		'2026-11-23T13:54:06+08:00'
	])('takes %s', (text) => expect(isInstant(text)).toBe(true));

	it.each([
		...[
			'',
			'now',
			'infinity',
			'2026-13-01',
			'2026-02-29',
			'2026-02-31 00:00:00',
			'0000-01-01',
			'2026-11-23T24:00:00Z'
		],
		...['2026-11-23T25:61:61Z', '2026-11-23 00:00:00+99:99', '2026-11-23 00:00:00),id.gt.0', '+20261-01-01']
	])('refuses “%s”, which would be an error of the database', (text) => expect(isInstant(text)).toBe(false));
});

describe('parseInstant', () => {
	it.each([
		'2026-11-23 05:54:06.895075+00',
		'2026-11-23T05:54:06.895075+00:00',
		'2026-11-23T13:54:06.895+08:00',
		'2026-11-23T05:54:06.895Z'
	])('reads %s as the same moment', (text) => {
		expect(parseInstant(text).toISOString()).toBe('2026-11-23T05:54:06.895Z');
	});

	it('reads a day as that day in Asia/Shanghai', () => {
		expect(localDay('2026-11-23')).toBe('2026-11-23');
		expect(daysBetween('2026-11-23', '2026-11-23T15:59:59Z')).toBe(0);
	});

	it('refuses what is not a time', () => {
		expect(() => parseInstant('yesterday')).toThrow(RangeError);
	});
});

describe('days in Asia/Shanghai', () => {
	it('begin at 16:00 UTC', () => {
		expect(localDay('2026-12-31T15:59:59Z')).toBe('2026-12-31');
		expect(localDay('2026-12-31T16:00:00Z')).toBe('2027-01-01');
	});

	it('are counted by the calendar, not by 24 hours', () => {
		expect(daysBetween('2026-11-23T15:59:00Z', '2026-11-23T16:01:00Z')).toBe(1);
		expect(daysBetween('2026-11-23T16:01:00Z', '2026-11-24T15:59:00Z')).toBe(0);
	});
});

describe('due dates', () => {
	const due = '2026-11-23T15:59:59.999999+00:00';

	it('count on the due day itself', () => {
		inLanguage('zh-CN');
		expect(dueInWords(due, null, '2026-11-23T15:59:00Z')).toBe('今天到期');
		expect(dueState(due, null, '2026-11-23T16:00:00Z')).toBe('overdue');
	});

	it('say how long is left and how long it is over, in both languages', () => {
		inLanguage('zh-CN');
		expect(dueInWords(due, null, '2026-11-20T02:00:00Z')).toBe('还剩 3 天');
		expect(dueInWords(due, null, '2026-11-25T02:00:00Z')).toBe('超期 2 天');
		inLanguage('en');
		expect(dueInWords(due, null, '2026-11-22T02:00:00Z')).toBe('1 day left');
		expect(dueInWords(due, null, '2026-11-25T02:00:00Z')).toBe('2 days overdue');
	});

	it('tell a late answer from a timely one', () => {
		expect(dueState(due, '2026-11-23T10:00:00Z')).toBe('met');
		expect(dueState(due, '2026-11-23T17:00:00Z')).toBe('met_late');
	});
});

describe('dates in words', () => {
	it('follow the reader’s language', () => {
		inLanguage('zh-CN');
		expect(formatDate('2026-01-05T20:00:00Z')).toBe('2026年1月6日');
		expect(formatMonth('2026-11')).toBe('2026年11月');
		inLanguage('en');
		expect(formatDateTime('2026-01-05T20:00:00Z')).toBe('6 Jan 2026 04:00');
		expect(formatMonth('2026-11')).toBe('Nov 2026');
	});

	it('say yesterday for yesterday evening', () => {
		inLanguage('zh-CN');
		expect(formatAgo('2026-11-22T14:00:00Z', '2026-11-23T01:00:00Z')).toBe('昨天');
		expect(formatAgo('2026-11-23T00:10:00Z', '2026-11-23T01:00:00Z')).toBe('50 分钟前');
		expect(formatAgo('2026-10-01T00:00:00Z', '2026-11-23T01:00:00Z')).toBe('2026年10月1日');
	});
});
