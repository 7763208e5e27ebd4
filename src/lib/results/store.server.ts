import { z } from 'zod';
import { publicClient, unwrap } from '$lib/platform/database/client.server';
import {
	countsSchema,
	figureSchema,
	rejectionSchema,
	type Counts,
	type FigureRow,
	type Grouping,
	type Period,
	type Rejection,
	type Scope
} from './schema.ts';
import { toRows } from './rules.ts';

const figuresSchema = z.array(figureSchema);

function argsOf(period: Period, scope: Scope) {
	return {
		from_month: `${period.from}-01`,
		to_month: `${period.to}-01`,
		...(scope.region !== null && { region: scope.region }),
		...(scope.department !== null && { department: scope.department }),
		...(scope.category !== null && { category: scope.category })
	};
}

export async function readFigures(
	period: Period,
	scope: Scope,
	groupedBy: Grouping | 'all'
): Promise<FigureRow[]> {
	const args = { ...argsOf(period, scope), grouped_by: groupedBy };
	return toRows(figuresSchema.parse(unwrap(await publicClient().rpc('results', args))));
}

export async function readCounts(period: Period, scope: Scope): Promise<Counts> {
	const counts: Record<string, number> = {};
	for (const { measure, n } of unwrap(await publicClient().rpc('result_counts', argsOf(period, scope)))) {
		// One measure for each reason.
		const kind = measure.startsWith('rejected:') ? 'rejected' : measure;
		counts[kind] = (counts[kind] ?? 0) + n;
	}
	return countsSchema.parse(counts);
}

export async function readRejections(period: Period, region: number | null): Promise<Rejection[]> {
	const { from_month, to_month } = argsOf(period, { region, department: null, category: null });
	const rows = await publicClient().rpc('rejections_by_reason', {
		from_month,
		to_month,
		...(region !== null && { region })
	});
	return z.array(rejectionSchema).parse(unwrap(rows));
}
