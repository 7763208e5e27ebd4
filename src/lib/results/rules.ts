import type { z } from 'zod';
import {
	filterFields,
	measures,
	type figureSchema,
	type Figure,
	type FigureRow,
	type Filter,
	type Measure,
	type Period,
	type Ranking,
	type Scope
} from './schema.ts';

/** The longest period that the database answers. */
const maxMonths = 60;

/** Months since year 0, so that months can be counted. */
function ordinal(month: string): number {
	const [year, number] = month.split('-').map(Number);
	return (year ?? 0) * 12 + (number ?? 1) - 1;
}

function monthOf(ordinalMonth: number): string {
	return `${Math.floor(ordinalMonth / 12)}-${String((ordinalMonth % 12) + 1).padStart(2, '0')}`;
}

export function addMonths(month: string, count: number): string {
	return monthOf(ordinal(month) + count);
}

export function monthsIn(period: Period): string[] {
	const first = ordinal(period.from);
	return Array.from({ length: ordinal(period.to) - first + 1 }, (_, i) => monthOf(first + i));
}

/** The same months a year before. */
export function yearBefore(period: Period): Period {
	return { from: addMonths(period.from, -12), to: addMonths(period.to, -12) };
}

export const presetNames = ['this_year', 'last_year', 'last_12_months', 'two_years'] as const;
export type PresetName = (typeof presetNames)[number];

export function presetPeriod(name: PresetName, thisMonth: string): Period {
	const year = Number(thisMonth.slice(0, 4));
	switch (name) {
		case 'this_year':
			return { from: `${year}-01`, to: thisMonth };
		case 'last_year':
			return { from: `${year - 1}-01`, to: `${year - 1}-12` };
		case 'last_12_months':
			return { from: addMonths(thisMonth, -11), to: thisMonth };
		case 'two_years':
			return { from: `${year - 1}-01`, to: thisMonth };
	}
}

/** Early in a year there is little to see of it: until March the year before comes along. */
export function defaultPeriod(thisMonth: string): Period {
	return presetPeriod(Number(thisMonth.slice(5)) <= 3 ? 'two_years' : 'this_year', thisMonth);
}

/** What exists, for telling an unknown value in the address from a known one. */
export interface KnownKeys {
	regions: ReadonlySet<number>;
	departments: ReadonlySet<string>;
	categories: ReadonlySet<string>;
	/** The one root, when there is one: what is shown when no region is chosen. */
	root: number | null;
}

export interface FilterReading {
	filter: Filter;
	/** Names of the parameters that could not be read and were left out. */
	ignored: string[];
}

/** Reads the address. Whatever cannot be read is left out and named, and the page is shown all the same. */
export function readFilter(params: URLSearchParams, known: KnownKeys, thisMonth: string): FilterReading {
	const ignored: string[] = [];
	function read<K extends keyof typeof filterFields>(name: K) {
		const text = params.get(name);
		if (text === null || text === '') return null;
		const parsed = filterFields[name].safeParse(text);
		if (parsed.success) return parsed.data;
		ignored.push(name);
		return null;
	}
	function among<T>(name: string, value: T | null, keys: ReadonlySet<T>): T | null {
		if (value === null || keys.has(value)) return value;
		ignored.push(name);
		return null;
	}
	const standard = defaultPeriod(thisMonth);
	let to = textOf(read('to')) ?? standard.to;
	let from = textOf(read('from')) ?? (params.get('to') ? presetFromFor(to) : standard.from);
	const length = ordinal(to) - ordinal(from) + 1;
	if (length < 1 || length > maxMonths || ordinal(from) > ordinal(thisMonth)) {
		ignored.push('from');
		({ from, to } = standard);
	}
	const region = read('region');
	return {
		filter: {
			from,
			to,
			region: among('region', typeof region === 'number' ? region : null, known.regions) ?? known.root,
			department: among('department', textOf(read('department')), known.departments),
			category: among('category', textOf(read('category')), known.categories),
			rank: rankOf(read('rank')) ?? 'satisfied'
		},
		ignored: [...new Set(ignored)]
	};
}

function presetFromFor(to: string): string {
	return `${to.slice(0, 4)}-01`;
}

function textOf(value: string | number | null): string | null {
	return typeof value === 'string' ? value : null;
}

function rankOf(value: string | number | null): Ranking | null {
	return value === 'first_answer' || value === 'solved' || value === 'satisfied' ? value : null;
}

/** The filter as an address; what equals the page's own choice is written too, so that a link stays what it was. */
export function queryOf(filter: Filter, changes: Partial<Filter> & { by?: string } = {}): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, ...changes })) {
		if (value !== null && value !== undefined) query.set(name, String(value));
	}
	return `?${query}`;
}

/** A rate or median with enough behind it to be drawn, ranked and compared. */
export function rateOf(row: FigureRow | undefined, measure: Measure): (Figure & { value: number }) | null {
	const figure = row?.figures[measure];
	return figure && figure.value !== null ? { ...figure, value: figure.value } : null;
}

/** How many rates there are, and of how many the sample is too small for one. */
export function sampleGaps(rows: FigureRow[]): { rates: number; tooFew: number } {
	const figures = rows.flatMap((row) => Object.values(row.figures));
	return { rates: figures.length, tooFew: figures.filter(({ value }) => value === null).length };
}

/** Only groups with the minimum sample take part; equal values share a place, and n decides who stands first. */
export function rank(rows: FigureRow[], by: Measure): { row: FigureRow; place: number | null }[] {
	const measured = rows
		.flatMap((row) => {
			const figure = rateOf(row, by);
			return figure ? [{ row, value: figure.value, n: figure.n }] : [];
		})
		.sort((a, b) => b.value - a.value || b.n - a.n || a.row.key.localeCompare(b.row.key));
	const ranked = measured.map(({ row, value }) => ({
		row,
		place: measured.findIndex((other) => other.value === value) + 1
	}));
	const without = rows.filter((row) => rateOf(row, by) === null).map((row) => ({ row, place: null }));
	return [...ranked, ...without];
}

/** Measures that at least one row says something about. */
export function measuresIn(rows: FigureRow[]): Measure[] {
	return measures.filter((measure) => rows.some((row) => row.figures[measure]));
}

export function scopeOf(filter: Scope): Scope {
	return { region: filter.region, department: filter.department, category: filter.category };
}

type Cell = z.output<typeof figureSchema>;

/** Cells of the database → one row per group, its measures side by side. */
export function toRows(cells: Cell[]): FigureRow[] {
	const rows = new Map<string, FigureRow>();
	for (const cell of cells) {
		// Issues that wait for a department stand in no department's row.
		if (cell.group_key === null) continue;
		const row = rows.get(cell.group_key) ?? { key: cell.group_key, figures: {} };
		row.figures[cell.measure] = { numerator: cell.numerator, n: cell.denominator, value: cell.value };
		rows.set(cell.group_key, row);
	}
	return [...rows.values()];
}
