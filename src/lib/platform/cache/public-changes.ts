/** What changed of what visitors read, as the database announced it: a set of topics per change. */
export interface ReadChanges {
	/** Null: anything may have changed. */
	changes: readonly ReadonlySet<string>[] | null;
	/** When the reading began: everything committed before is known from here on. */
	began: number;
}

type Listener = (read: ReadChanges) => void;

const listeners = new Set<Listener>();

export function onPublicChanges(listener: Listener): void {
	listeners.add(listener);
}

export function notifyPublicChanges(read: ReadChanges): void {
	for (const listener of listeners) listener(read);
}

/** Calls back when one of these topics changed. */
export function onTopics(topics: readonly string[], changed: () => void): void {
	onPublicChanges(({ changes }) => {
		if (changes === null || changes.some((change) => topics.some((topic) => change.has(topic)))) changed();
	});
}

interface Answer {
	/** To be handed back with the next question. */
	upto: string;
	/** Pages count days, so a new one changes them all. */
	today: string;
	/** Null: anything may have changed. */
	changes: string[][] | null;
}

interface Options {
	read: (seen: string | null) => Promise<Answer>;
	notify: (read: ReadChanges) => void;
	now?: () => number;
	/** Beyond this the database may have dropped changes that were never read. */
	keptMs?: number;
}

/** Reads what changed since the last time and tells it. */
export function changeReader({
	read,
	notify,
	now = Date.now,
	keptMs = 2 * 60_000
}: Options): () => Promise<void> {
	let last: { upto: string; today: string; began: number } | null = null;
	let underWay: Promise<void> | null = null;
	let next: Promise<void> | null = null;

	async function readOnce(): Promise<void> {
		const began = now();
		const known = last && began - last.began < keptMs ? last : null;
		const { upto, today, changes } = await read(known?.upto ?? null);
		const isWhole = known !== null && known.today === today && changes !== null;
		last = { upto, today, began };
		notify({ changes: isWhole ? changes.map((topics) => new Set(topics)) : null, began });
	}

	/** Resolves when everything that was committed before the call is told; callers share a reading that begins after theirs. */
	return function readNow(): Promise<void> {
		if (!underWay) return (underWay = readOnce().finally(() => (underWay = null)));
		const afterThis = () => {
			next = null;
			return readNow();
		};
		return (next ??= underWay.then(afterThis, afterThis));
	};
}
