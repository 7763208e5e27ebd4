import { cached } from '$lib/platform/cache/cached';
import { yearBefore } from './rules.ts';
import {
	groupings,
	type Counts,
	type FigureRow,
	type Grouping,
	type Period,
	type Rejection,
	type Scope
} from './schema.ts';
import { readCounts, readFigures, readRejections } from './store.server.ts';

export interface Headline {
	figures: FigureRow;
	counts: Counts;
}

export interface Results {
	period: Period;
	scope: Scope;
	computedAt: string;
	now: Headline;
	yearBefore: Headline;
	groups: Record<Grouping, FigureRow[]>;
	rejections: Rejection[];
}

const secondsKept = 30;
const until = ['figures', 'reference'];

/** The headline figures of a scope, also for the home page and the pages of departments; up to half a minute old. */
export function readHeadline(period: Period, scope: Partial<Scope> = {}): Promise<Headline> {
	return headlines(JSON.stringify([period, { region: null, department: null, category: null, ...scope }]));
}

const headlines = cached(
	secondsKept,
	async (key: string): Promise<Headline> => {
		const [period, scope]: [Period, Scope] = JSON.parse(key);
		const [[figures], counts] = await Promise.all([
			readFigures(period, scope, 'all'),
			readCounts(period, scope)
		]);
		return { figures: figures ?? { key: 'all', figures: {} }, counts };
	},
	{ until }
);

/** Everything on the results page of a scope; up to half a minute old, as `computedAt` says. */
export function readResults(period: Period, scope: Scope): Promise<Results> {
	return overviews(JSON.stringify([period, scope]));
}

const overviews = cached(
	secondsKept,
	async (key: string): Promise<Results> => {
		const [period, scope]: [Period, Scope] = JSON.parse(key);
		const [now, before, rejections, ...tables] = await Promise.all([
			readHeadline(period, scope),
			readHeadline(yearBefore(period), scope),
			readRejections(period, scope.region),
			...groupings.map((by) => readFigures(period, scope, by))
		]);
		const of = (by: Grouping) => tables[groupings.indexOf(by)] ?? [];
		return {
			period,
			scope,
			computedAt: new Date().toISOString(),
			now,
			yearBefore: before,
			groups: {
				month: of('month'),
				department: of('department'),
				region: of('region'),
				category: of('category'),
				channel: of('channel')
			},
			rejections
		};
	},
	{ until }
);
