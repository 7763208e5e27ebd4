/** What the ratio of a figure has to reach: at least for rates, at most for times and memory. */
export interface Target {
	figure: string;
	bar: number;
	goal: number;
	smallerIsBetter?: true;
}

const timesAndMemory: [string, number, number][] = [
	["readers' p95 during a vote storm", 2, 1.3],
	['longest that a page from before a change is served', 1, 0.9],
	['uncached list p50', 1.5, 1.1],
	['uncached filter p50', 1.5, 1.1],
	['uncached issue p50', 1.5, 1.1],
	['uncached results p50', 1.5, 1.1],
	['uncached similar p50', 2, 1.2],
	['uncached similar p95', 2, 1.2],
	['first visit of issue on a slow phone', 1, 0.8],
	['first visit of submit on a slow phone', 1, 0.8],
	['first visit of results on a slow phone', 1, 0.8],
	['memory of the app', 1.1, 1.02]
];

export const targets: Target[] = [
	{ figure: 'votes/s over 2,000 issues', bar: 1.2, goal: 1.5 },
	{ figure: 'votes/s on one issue', bar: 4, goal: 6 },
	{ figure: 'anonymous list page', bar: 0.6, goal: 0.9 },
	{ figure: 'anonymous issue page', bar: 0.6, goal: 0.9 },
	{ figure: 'signed-in list page', bar: 0.4, goal: 0.5 },
	...timesAndMemory.map(([figure, bar, goal]): Target => ({ figure, bar, goal, smallerIsBetter: true })),
	{ figure: 'requests answered without rendering', bar: 0.95, goal: 0.97 },
	{ figure: 'questions served by their indexes', bar: 1, goal: 1 },
	{ figure: 'private parts hidden', bar: 0.99, goal: 1 },
	{ figure: 'hidden parts that were private', bar: 0.97, goal: 1 },
	{ figure: 'numbers of offices left standing', bar: 1, goal: 1 },
	{ figure: 'same trouble among five, odd matters', bar: 0.85, goal: 0.95 },
	{ figure: 'first one shown is right, odd matters', bar: 0.9, goal: 0.97 },
	{ figure: 'same trouble among five, posts given', bar: 0.85, goal: 0.95 }
];

export function verdict({ bar, goal, smallerIsBetter }: Target, ratio: number): 'goal' | 'bar' | 'missed' {
	const reaches = (wanted: number) => (smallerIsBetter ? ratio <= wanted : ratio >= wanted);
	if (reaches(goal)) return 'goal';
	return reaches(bar) ? 'bar' : 'missed';
}
