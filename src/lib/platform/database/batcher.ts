import { DomainError, isDomainError } from '../errors.ts';

interface Waiting<Item, Answer> {
	item: Item;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

export interface Pace {
	largestBatch?: number;
	/** How long to leave the machine to others after a batch, in times of what that took. */
	rest?: number;
}

interface Options {
	/** How long the first of a batch waits for company. */
	gatherMs?: number;
	/** Asked before each batch. */
	pace?: () => Pace;
	/** Batches under way at once: while the database answers one, the next is already on its way. */
	lanes?: number;
	/** How many may wait; whoever comes after them is refused with 503 and this code. */
	longestQueue?: number;
	fullCode?: string;
}

const answersAtOnce = 16;
/** A batch that waited for a database that was away is no reason to wait on. */
const longestRestMs = 100;

/**
 * Collects what many requests ask of the database at about the same time, and asks it in one round trip. `ask` answers
 * one value per item, in order; nobody hears back before it has. Few batches are under way at a time, so while the
 * database is busy the next batch grows instead of the queue of connections. A batch that the database refuses is halved
 * until the one item at fault stands alone.
 */
export function batcher<Item, Answer>(
	ask: (items: Item[]) => Promise<Answer[]>,
	{
		gatherMs = 4,
		pace = () => ({}),
		lanes = 2,
		longestQueue = 5_000,
		fullCode = 'database_unavailable'
	}: Options = {}
): (item: Item) => Promise<Answer> {
	let waiting: Waiting<Item, Answer>[] = [];
	let running = 0;

	async function run(): Promise<void> {
		await new Promise<void>((resolve) => setTimeout(resolve, gatherMs));
		while (waiting.length > 0) {
			const { largestBatch = 500, rest = 0 } = pace();
			const batch = waiting.slice(0, largestBatch);
			waiting = waiting.slice(largestBatch);
			const began = performance.now();
			await settle(batch);
			const restMs = Math.min((performance.now() - began) * rest, longestRestMs);
			if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
		}
		running--;
	}

	async function tell(batch: Waiting<Item, Answer>[], answers: Answer[]): Promise<void> {
		for (const [place, one] of batch.entries()) {
			// Whoever asks for something else meanwhile need not wait until all of a batch have heard.
			if (place > 0 && place % answersAtOnce === 0) await new Promise(setImmediate);
			const answer = answers[place];
			if (answer === undefined) one.reject(new Error('an item of a batch got no answer'));
			else one.resolve(answer);
		}
	}

	async function settle(batch: Waiting<Item, Answer>[]): Promise<void> {
		try {
			const answers = await ask(batch.map(({ item }) => item));
			// First the next batch sets out, then these hear.
			setImmediate(() => void tell(batch, answers));
		} catch (error) {
			await settleApart(batch, error);
		}
	}

	async function settleApart(batch: Waiting<Item, Answer>[], error: unknown): Promise<void> {
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

	return (item) =>
		new Promise((resolve, reject) => {
			if (waiting.length >= longestQueue) {
				reject(new DomainError(fullCode, 503));
				return;
			}
			waiting.push({ item, resolve, reject });
			if (running === lanes) return;
			running++;
			void run();
		});
}
