interface ChartSeries {
	label: string;
	/** One per label; null leaves a gap and shows — in the table. */
	values: (number | null)[];
}

export interface ChartData {
	/** Heading of the first column: 部门, 月份. */
	axis: string;
	labels: string[];
	series: ChartSeries[];
}

export interface ChartRow {
	label: string;
	values: (number | null)[];
}

export function toRows(data: ChartData): ChartRow[] {
	return data.labels.map((label, index) => ({
		label,
		values: data.series.map((series) => series.values[index] ?? null)
	}));
}
