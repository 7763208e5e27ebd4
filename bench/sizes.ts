/** How much a seeded database holds. */
export interface Size {
	issues: number;
	votes: number;
}

/** What every run measures, and what the large one is compared with. */
export const smallSize: Size = { issues: 10_000, votes: 100_000 };

export const databaseOf = ({ issues, votes }: Size) => `bench_${issues}_${votes}`;

/** The size of a database's name; null for another database. */
export function sizeOf(database: string): Size | null {
	const [, issues, votes] = /^bench_(\d+)_(\d+)$/.exec(database) ?? [];
	return issues && votes ? { issues: Number(issues), votes: Number(votes) } : null;
}
