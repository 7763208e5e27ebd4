import { targets, verdict } from './targets.ts';

/** One measured thing beside what it is held against in the same run. */
export interface Figure {
	figure: string;
	value: number;
	unit: string;
	/** Of the plain way of doing the same, where there is one. */
	baseline: number | null;
	ratio: number | null;
	/** Repetitions behind the median. */
	n: number;
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value that this share of them does not exceed; 0.5 is the median. */
function quantile(values: number[], share: number): number {
	if (share === 0.5) return median(values);
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Medians of both sides, measured in turns so that both meet the same machine. */
export async function compare(
	{ figure, unit }: { figure: string; unit: string },
	repetitions: number,
	ours: () => Promise<number>,
	baseline: () => Promise<number>
): Promise<Figure> {
	const [compared] = await compareShares(
		{ [figure]: 0.5 },
		{ unit, repetitions, ours: async () => [await ours()], baseline: async () => [await baseline()] }
	);
	if (!compared) throw new Error(`${figure} was not compared.`);
	return compared;
}

interface Measurement {
	unit: string;
	repetitions: number;
	/** What one repetition measured. */
	ours: (repetition: number) => Promise<number[]>;
	baseline: (repetition: number) => Promise<number[]>;
}

/** As `compare`, of repetitions that measure many times each: by name, the share of those that a figure is not exceeded by. */
export async function compareShares(
	figures: Record<string, number>,
	{ unit, repetitions, ours, baseline }: Measurement
): Promise<Figure[]> {
	const values: number[][] = [];
	const plain: number[][] = [];
	for (let repetition = 0; repetition < repetitions; repetition++) {
		plain.push(await baseline(repetition));
		values.push(await ours(repetition));
	}
	return Object.entries(figures).map(([figure, share]) => {
		const [value, base] = [values, plain].map((side) => median(side.map((one) => quantile(one, share))));
		return {
			figure,
			value: value ?? Number.NaN,
			unit,
			baseline: base ?? Number.NaN,
			ratio: (value ?? Number.NaN) / (base ?? Number.NaN),
			n: repetitions
		};
	});
}

/** A JSON line for machines on stdout, a row for people on stderr. */
export function report(figure: Figure): void {
	console.log(JSON.stringify(figure, (_, value) => (typeof value === 'number' ? round(value) : value)));
	const cells = [
		figure.figure.padEnd(48),
		String(round(figure.value)).padStart(10),
		figure.unit.padEnd(8),
		(figure.baseline === null ? '' : String(round(figure.baseline))).padStart(10),
		(figure.ratio === null ? '' : figure.ratio.toFixed(2)).padStart(7)
	];
	console.error(cells.join(' '));
}

/** The table of bars and goals, of what was measured. */
export function reportTargets(measured: Figure[]): void {
	const head = ['figure'.padEnd(48), 'ratio'.padStart(7), 'bar'.padStart(6), 'goal'.padStart(6), 'reached'];
	console.error(`\n${head.join(' ')}`);
	for (const { figure, ratio } of measured) {
		const target = targets.find((one) => one.figure === figure);
		if (!target || ratio === null) continue;
		const sign = target.smallerIsBetter ? '≤' : '≥';
		const cells = [
			figure.padEnd(48),
			ratio.toFixed(2).padStart(7),
			`${sign} ${target.bar}`.padStart(6),
			`${sign} ${target.goal}`.padStart(6),
			verdict(target, ratio)
		];
		console.error(cells.join(' '));
	}
}

function round(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
