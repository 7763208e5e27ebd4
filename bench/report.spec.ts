import { expect, test } from 'vitest';
import { compareShares } from './report.ts';

test('p50 and p95 are read off the same waits, each the median over the repetitions', async () => {
	const asked: string[] = [];
	const waits = (side: string, times: number) => (repetition: number) => {
		asked.push(`${side} ${repetition}`);
		return Promise.resolve(Array.from({ length: 20 }, (_, n) => times * (repetition * 100 + n + 1)));
	};
	const figures = await compareShares(
		{ p50: 0.5, p95: 0.95 },
		{ unit: 'ms', repetitions: 3, ours: waits('ours', 2), baseline: waits('baseline', 1) }
	);
	expect(figures).toMatchObject([
		{ figure: 'p50', value: 221, baseline: 110.5, ratio: 2, n: 3 },
		{ figure: 'p95', value: 238, baseline: 119, ratio: 2, n: 3 }
	]);
	expect(asked).toEqual(['baseline 0', 'ours 0', 'baseline 1', 'ours 1', 'baseline 2', 'ours 2']);
});
