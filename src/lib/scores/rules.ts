import { addMonths } from '$lib/results/rules';
import type { FigureRow, Grouping } from '$lib/results/schema';
import { toRows } from '$lib/results/rules';
import type { GroupNames } from '$lib/results/types';
import type { Edition, Payload, Publication } from './schema.ts';

/** Ratings of a period's last answers are still coming in for two weeks. */
const daysBeforePublishing = 14;

/** The first day (`2026-12-15`) on which the scores of a period may be published. */
export function publishableFrom(lastMonth: string): string {
	const day = new Date(`${addMonths(lastMonth, 1)}-01T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + daysBeforePublishing);
	return day.toISOString().slice(0, 10);
}

/** The last whole month that may be published on this day. */
export function lastPublishableMonth(today: string): string {
	const thisMonth = today.slice(0, 7);
	const lastMonth = addMonths(thisMonth, -1);
	return publishableFrom(lastMonth) <= today ? lastMonth : addMonths(thisMonth, -2);
}

/** The newest correction, or what was published first. */
export function currentEdition(publication: Publication): Edition {
	return publication.corrections.at(-1) ?? publication.original;
}

export function rowsOf(payload: Payload, grouping: Grouping | 'all'): FigureRow[] {
	return toRows(payload.figures.filter((figure) => figure.grouped_by === grouping));
}

/** The names as they were when the numbers were frozen. */
export function namesIn({ names, region }: Payload): GroupNames {
	const named = (entries: Payload['names']['region']) =>
		Object.fromEntries(Object.entries(entries).map(([key, { zh, en }]) => [key, { nameZh: zh, nameEn: en }]));
	return {
		department: named(names.department),
		region: { ...named(names.region), [region.path]: { nameZh: region.zh, nameEn: region.en } },
		category: named(names.category)
	};
}
