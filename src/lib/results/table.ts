import type { z } from 'zod';
import type { FigureRow, figureSchema } from './schema.ts';

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
