import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration
} from 'chart.js';
import type { ChartData } from './series';

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

export type ChartKind = 'bar' | 'stacked' | 'line';

export interface Look {
	kind: ChartKind;
	unit: string;
	/** Upper end of the value axis, e.g. 100 for rates. */
	maximum?: number | undefined;
}

// Lines differ by dash and point too, bars by their place: never by colour alone.
const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 6]];
const points = ['circle', 'rect', 'triangle', 'rectRot', 'cross'] as const;

/** Draws into the canvas with the colours of the page's present scheme. Call `destroy()` on what it returns. */
export function draw(canvas: HTMLCanvasElement, data: ChartData, look: Look): { destroy: () => void } {
	return new Chart(canvas, configure(canvas, data, look));
}

function configure(
	canvas: HTMLCanvasElement,
	data: ChartData,
	look: Look
): ChartConfiguration<'bar' | 'line'> {
	const style = getComputedStyle(canvas);
	const token = (name: string) => style.getPropertyValue(name).trim();
	// The canvas itself has its own width of 300 until it is drawn.
	const width = canvas.parentElement?.clientWidth ?? canvas.clientWidth;
	const isLine = look.kind === 'line';
	const color = token('--ink');
	const font = { family: token('--font-text'), size: parseFloat(style.fontSize) };
	const valueAxis = {
		beginAtZero: true,
		...(look.maximum === undefined ? {} : { max: look.maximum }),
		stacked: look.kind === 'stacked',
		ticks: {
			color,
			font,
			precision: 0,
			maxRotation: 0,
			callback: (value: string | number) => `${value}${look.unit}`
		},
		grid: { color: token('--chart-grid') }
	};
	const nameAxis = {
		stacked: look.kind === 'stacked',
		ticks: { color, font, autoSkip: isLine },
		grid: { display: false }
	};
	return {
		type: isLine ? 'line' : 'bar',
		data: {
			labels: isLine ? data.labels : data.labels.map((label) => inLines(label, width / font.size / 3)),
			datasets: data.series.flatMap((series, index) => {
				if (series.values.every((value) => value === null)) return [];
				return {
					label: series.label,
					data: series.values,
					backgroundColor: token(`--chart-${(index % 5) + 1}`),
					borderColor: isLine ? token(`--chart-${(index % 5) + 1}`) : token('--paper'),
					borderWidth: isLine ? 2.5 : 1,
					maxBarThickness: 28,
					...(isLine
						? {
								borderDash: dashes[index % 5] ?? [],
								pointStyle: points[index % 5] ?? 'circle',
								pointRadius: 4
							}
						: {})
				};
			})
		},
		options: {
			indexAxis: isLine ? 'x' : 'y',
			responsive: true,
			maintainAspectRatio: false,
			animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 300 },
			scales: isLine ? { x: nameAxis, y: valueAxis } : { x: valueAxis, y: nameAxis },
			plugins: {
				legend: {
					display: data.series.length > 1,
					labels: { color, font, usePointStyle: isLine, boxWidth: 12, boxHeight: 10 }
				},
				tooltip: {
					titleFont: font,
					bodyFont: font,
					callbacks: { label: (item) => `${item.dataset.label ?? ''} ${item.formattedValue}${look.unit}` }
				}
			}
		}
	};
}

/** A long name in even lines of at most about `limit` Chinese characters, broken between words where there are any. */
function inLines(label: string, limit: number): string[] {
	const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.55), 0);
	const width = Math.ceil(wide(label) / Math.ceil(wide(label) / limit));
	const lines = [''];
	for (const piece of label.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*/g) ?? [label]) {
		const line = lines.at(-1) ?? '';
		if (line !== '' && wide(line + piece.trimEnd()) > width) lines.push(piece);
		else lines[lines.length - 1] = line + piece;
	}
	return lines.map((line) => line.trimEnd());
}
