import { LRUCache } from 'lru-cache';
import { onTopics } from './public-changes.ts';

interface Kept<T> {
	value: T;
	until: number;
}

/**
 * Keeps what `load` answered for a number of seconds, per key. An answer that aged within as long again is given while
 * one caller fetches anew, so a crowd never waits together; an older one only when the source fails. With `until`, all
 * are forgotten when one of these topics changes (see public-changes.ts).
 */
export function cached<K extends string | number, T>(
	seconds: number,
	load: (key: K) => Promise<T>,
	options: { limit?: number; now?: () => number; until?: readonly string[] } = {}
): { (key: K): Promise<T>; clear(): void } {
	const now = options.now ?? Date.now;
	const kept = new LRUCache<K, Kept<T>>({ max: options.limit ?? 200 });
	const running = new Map<K, Promise<T>>();

	function fetchAnew(key: K): Promise<T> {
		const already = running.get(key);
		if (already) return already;
		const run: Promise<T> = load(key)
			.then((value) => {
				if (running.get(key) !== run) return value;
				kept.set(key, { value, until: now() + seconds * 1000 });
				return value;
			})
			.finally(() => {
				if (running.get(key) === run) running.delete(key);
			});
		running.set(key, run);
		return run;
	}

	async function recall(key: K): Promise<T> {
		const known = kept.get(key);
		if (!known) return fetchAnew(key);
		const age = now() - known.until;
		if (age < 0) return known.value;
		const fresh = fetchAnew(key).catch(() => known.value);
		return age < seconds * 1000 ? known.value : fresh;
	}
	/** Whoever asks from now on gets nothing that was loaded before, nor what is being loaded. */
	recall.clear = () => {
		kept.clear();
		running.clear();
	};
	if (options.until) onTopics(options.until, recall.clear);
	return recall;
}
