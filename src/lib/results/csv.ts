import { m } from '$lib/paraglide/messages.js';
import type { Cell } from '$lib/platform/csv';
import { groupLabel, measureLabel } from './labels.ts';
import type { GroupNames } from './types.ts';
import { measuresIn } from './rules.ts';
import type { FigureRow, Grouping, Period, Scope } from './schema.ts';

interface Frame {
	period: Period;
	scope: Scope;
	computedAt: string;
}

/** One line per group and measure. The header says each column in the page's language and by its stable code. */
export function csvRows(
	by: Grouping | 'all',
	rows: FigureRow[],
	{ period, scope, computedAt }: Frame,
	names: GroupNames
): Cell[][] {
	const header = [
		[m.results_csv_group_key(), 'group_key'],
		[m.results_csv_group(), 'group'],
		[m.results_csv_measure_code(), 'measure'],
		[m.results_csv_measure(), 'measure_name'],
		[m.results_csv_numerator(), 'numerator'],
		[m.results_csv_denominator(), 'denominator'],
		[m.results_csv_value(), 'value'],
		[m.results_csv_too_few(), 'too_few'],
		[m.results_from(), 'from_month'],
		[m.results_to(), 'to_month'],
		[m.results_region(), 'region_id'],
		[m.results_department(), 'department_key'],
		[m.results_category(), 'category_key'],
		[m.results_csv_computed_at(), 'computed_at']
	].map(([label, code]) => `${label} (${code})`);
	const frame = [period.from, period.to, scope.region, scope.department, scope.category, computedAt];
	const lines = rows.flatMap((row) =>
		measuresIn([row]).map((measure): Cell[] => {
			const figure = row.figures[measure];
			const cells: Cell[] = figure
				? [figure.numerator, figure.n, figure.value, String(figure.value === null)]
				: [null, null, null, null];
			const label = by === 'all' ? m.results_csv_all() : groupLabel(by, row.key, names);
			return [row.key, label, measure, measureLabel(measure), ...cells, ...frame];
		})
	);
	return [header, ...lines];
}
