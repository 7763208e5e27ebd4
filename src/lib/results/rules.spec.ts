import { describe, expect, it } from 'vitest';
import {
	addMonths,
	defaultPeriod,
	monthsIn,
	presetPeriod,
	queryOf,
	rank,
	readFilter,
	yearBefore
} from './rules.ts';
import type { Figure, FigureRow } from './schema.ts';

const known = {
	regions: new Set([1, 2]),
	departments: new Set(['water']),
	categories: new Set(['land']),
	root: 1
};
const read = (query: string) => readFilter(new URLSearchParams(query), known, '2026-11');

describe('months', () => {
	it('go over the turn of the year', () => {
		expect(addMonths('2026-01', -1)).toBe('2025-12');
		expect(monthsIn({ from: '2025-11', to: '2026-02' })).toEqual([
			'2025-11',
			'2025-12',
			'2026-01',
			'2026-02'
		]);
		expect(yearBefore({ from: '2026-01', to: '2026-11' })).toEqual({ from: '2025-01', to: '2025-11' });
	});

	it('of a preset end with this one', () => {
		expect(presetPeriod('last_12_months', '2026-11')).toEqual({ from: '2025-12', to: '2026-11' });
		expect(presetPeriod('last_year', '2026-11')).toEqual({ from: '2025-01', to: '2025-12' });
	});

	it('early in a year bring the year before along', () => {
		expect(defaultPeriod('2026-11')).toEqual({ from: '2026-01', to: '2026-11' });
		expect(defaultPeriod('2026-02')).toEqual({ from: '2025-01', to: '2026-02' });
	});
});

describe('the filter in an address', () => {
	it('is this year and the root when nothing is asked', () => {
		expect(read('')).toEqual({
			filter: {
				from: '2026-01',
				to: '2026-11',
				region: 1,
				department: null,
				category: null,
				rank: 'satisfied'
			},
			ignored: []
		});
	});

	it('comes back as it was written', () => {
		const { filter } = read('from=2025-03&to=2025-09&region=2&department=water&category=land&rank=solved');
		expect(read(queryOf(filter).slice(1)).filter).toEqual(filter);
	});

	it.each([
		['from=2026-13', ['from']],
		['from=2026-05&to=2026-01', ['from']],
		['from=2019-01&to=2026-01', ['from']],
		['from=2027-01&to=2027-02', ['from']],
		['region=x', ['region']],
		['region=3', ['region']],
		['department=roads', ['department']],
		['category=%00', ['category']],
		['rank=price', ['rank']]
	])('%s: the rest stands, and what was left out is named', (query, ignored) => {
		const reading = read(query);
		expect(reading.ignored).toEqual(ignored);
		expect(reading.filter).toEqual(read('').filter);
	});
});

describe('a ranking', () => {
	const row = (key: string, figure: Figure): FigureRow => ({ key, figures: { satisfied: figure } });
	const figure = (value: number, n: number): Figure => ({ numerator: value * n, n, value });

	it('leaves out what is too few, and shares a place between equals, the larger n first', () => {
		const rows = [
			row('few', { numerator: 4, n: 4, value: null }),
			row('good', figure(0.8, 10)),
			row('better', figure(0.9, 5)),
			row('good_too', figure(0.8, 20))
		];
		expect(rank(rows, 'satisfied').map(({ row: { key }, place }) => [key, place])).toEqual([
			['better', 1],
			['good_too', 2],
			['good', 2],
			['few', null]
		]);
	});
});
