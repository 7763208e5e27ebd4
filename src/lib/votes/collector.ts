export interface Ballot {
	issueId: number;
	accountId: string;
}

interface Waiting extends Ballot {
	resolve(outcome: string): void;
	reject(error: unknown): void;
}

interface Options {
	/** How long the first of a batch waits for company. */
	gatherMs?: number;
	largestBatch?: number;
}

/**
 * Collects ballots for a few milliseconds and writes them in one transaction; nobody hears back before its commit.
 * One batch is under way at a time, so while the database is busy the next batch grows instead of the queue of
 * connections. `write` answers one outcome per ballot, in order.
 */
export function ballotCollector(
	write: (ballots: Ballot[]) => Promise<string[]>,
	{ gatherMs = 4, largestBatch = 500 }: Options = {}
): (ballot: Ballot) => Promise<string> {
	let waiting: Waiting[] = [];
	let busy = false;

	async function run(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, gatherMs));
		while (waiting.length > 0) {
			const batch = waiting.slice(0, largestBatch);
			waiting = waiting.slice(largestBatch);
			await settle(batch);
		}
		busy = false;
	}

	async function settle(batch: Waiting[]): Promise<void> {
		try {
			const outcomes = await write(batch.map(({ issueId, accountId }) => ({ issueId, accountId })));
			batch.forEach((one, place) => {
				const outcome = outcomes[place];
				if (outcome === undefined) one.reject(new Error('a ballot got no outcome'));
				else one.resolve(outcome);
			});
		} catch (error) {
			for (const one of batch) one.reject(error);
		}
	}

	return (ballot) =>
		new Promise((resolve, reject) => {
			waiting.push({ ...ballot, resolve, reject });
			if (busy) return;
			busy = true;
			void run();
		});
}
