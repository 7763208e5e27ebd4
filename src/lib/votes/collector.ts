import { DomainError, isDomainError } from '$lib/platform/errors';

export interface Ballot {
	issueId: number;
	/** Whose it is, as the database knows the session. */
	sessionId: string;
}

interface Waiting extends Ballot {
	resolve(outcome: string): void;
	reject(error: unknown): void;
}

interface Options {
	/** How long the first of a batch waits for company. */
	gatherMs?: number;
	largestBatch?: number;
	/** Batches under way at once: while the database writes one, the next is already on its way. */
	lanes?: number;
	/** How many may wait; whoever comes after them is told to come again (503 vote_queue_full). */
	longestQueue?: number;
}

/**
 * Collects ballots for a few milliseconds and writes them in one transaction; nobody hears back before its commit.
 * Few batches are under way at a time, so while the database is busy the next batch grows instead of the queue of
 * connections. `write` answers one outcome per ballot, in order. A batch that the database refuses is halved until the
 * one ballot at fault stands alone.
 */
export function ballotCollector(
	write: (ballots: Ballot[]) => Promise<string[]>,
	{ gatherMs = 4, largestBatch = 500, lanes = 2, longestQueue = 5_000 }: Options = {}
): (ballot: Ballot) => Promise<string> {
	let waiting: Waiting[] = [];
	let running = 0;

	async function run(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, gatherMs));
		while (waiting.length > 0) {
			const batch = waiting.slice(0, largestBatch);
			waiting = waiting.slice(largestBatch);
			await settle(batch);
		}
		running--;
	}

	async function settle(batch: Waiting[]): Promise<void> {
		try {
			const outcomes = await write(batch.map(({ issueId, sessionId }) => ({ issueId, sessionId })));
			batch.forEach((one, place) => {
				const outcome = outcomes[place];
				if (outcome === undefined) one.reject(new Error('a ballot got no outcome'));
				else one.resolve(outcome);
			});
		} catch (error) {
			await settleApart(batch, error);
		}
	}

	async function settleApart(batch: Waiting[], error: unknown): Promise<void> {
		// A database that is gone would only be asked in vain, for these and for those who wait behind them.
		const isGone = isDomainError(error, 'database_unavailable');
		if (isGone || batch.length === 1) {
			for (const one of isGone ? batch.concat(waiting.splice(0)) : batch) one.reject(error);
			return;
		}
		const half = Math.ceil(batch.length / 2);
		await settle(batch.slice(0, half));
		await settle(batch.slice(half));
	}

	return (ballot) =>
		new Promise((resolve, reject) => {
			if (waiting.length >= longestQueue) {
				reject(new DomainError('vote_queue_full', 503));
				return;
			}
			waiting.push({ ...ballot, resolve, reject });
			if (running === lanes) return;
			running++;
			void run();
		});
}
