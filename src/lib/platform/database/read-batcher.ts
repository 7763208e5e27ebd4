import DataLoader from 'dataloader';

/** As many as one question to the database names. */
const largestBatch = 100;

/** Asks the database in one round trip what many requests want to read within a turn of the event loop; keeps no answer. */
export function readBatcher<Item, Answer>(
	read: (items: Item[]) => Promise<Answer[]>
): (item: Item) => Promise<Answer> {
	const loader = new DataLoader<Item, Answer>((items) => read([...items]), {
		cache: false,
		maxBatchSize: largestBatch,
		batchScheduleFn: (ask) => setImmediate(ask)
	});
	return (item) => loader.load(item);
}
