import { SingleBar } from 'cli-progress';
import type { ImportCounts } from './types';

export interface Progress {
	show(counts: ImportCounts, bytesRead: number): void;
	stop(): void;
}

/** A bar with the rate on a terminal; elsewhere a plain line every two seconds. */
export function startProgress(totalBytes: number): Progress {
	const began = Date.now();
	const rate = (counts: ImportCounts) => Math.round((counts.read * 1000) / Math.max(Date.now() - began, 1));
	if (!process.stderr.isTTY) {
		let last = began;
		return {
			show(counts, bytesRead) {
				if (Date.now() - last < 2_000) return;
				last = Date.now();
				const share = totalBytes === 0 ? 100 : Math.round((bytesRead * 100) / totalBytes);
				console.error(`${share}%  ${counts.read} rows  ${rate(counts)} rows/s`);
			},
			stop: () => undefined
		};
	}
	const bar = new SingleBar({
		format: '{bar} {percentage}%  {rows} rows  {rate} rows/s  {rejected} rejected',
		stream: process.stderr,
		hideCursor: true
	});
	bar.start(totalBytes, 0, { rows: 0, rate: 0, rejected: 0 });
	return {
		show: (counts, bytesRead) =>
			bar.update(bytesRead, { rows: counts.read, rate: rate(counts), rejected: counts.rejected }),
		stop: () => bar.stop()
	};
}
