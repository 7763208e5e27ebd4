import { LRUCache } from 'lru-cache';
import type { ReadChanges } from './public-changes.ts';

export interface Page {
	headers: [string, string][];
	body: Buffer;
	etag: string;
}

/** A public change concerns a page when it has all of these topics. */
export interface Dependency {
	all: readonly [string, ...string[]];
	/**
	 * So long after the change the former page may still be served, where it would be rendered too often otherwise; 0: not a
	 * moment.
	 */
	withinMs: number;
	/** The page is not evicted, but rendered anew behind an answer, and not more often than this. */
	lateMs?: number;
}

/** A change with this topic evicts whatever it concerns at once: a passage was hidden, an issue is public no longer. */
const atOnce = 'at_once';

interface Kept {
	key: string;
	page: Page;
	/** When its rendering began: what happened after that may be missing. */
	since: number;
	standings: Standing[];
	/** Asked for from here on, it is rendered anew behind the answer. */
	refreshFrom: number;
	/** From here on it is not served. */
	until: number;
}

/** A dependency of a page, filed under its first topic. */
interface Standing {
	kept: Kept;
	on: Dependency;
}

interface Options {
	/** Pages known to be true so recently are served without a second thought. */
	freshMs?: () => number;
	/** Others while they are rendered anew, and never beyond this. */
	staleMs?: number;
	/** Even a page of which no change was heard is rendered anew after half of this, and never served beyond it. */
	longestMs?: number;
	/** A page that changes all the time is rendered so often at once, and then once in `everyMs`. */
	renderings?: number;
	everyMs?: number;
	/** Pages rendered anew at a time while their former ones are served. */
	mostRefreshes?: number;
	maxBytes?: number;
	now?: () => number;
}

/**
 * What to do with a request: answer it from memory (and, where `refresh` is given, render the page anew behind it), render
 * it (and `keep` or `giveUp`), or wait for who is rendering.
 */
export type Advice =
	| { do: 'serve'; page: Page; refresh?: Rendering }
	| { do: 'render'; rendering: Rendering }
	| { do: 'wait'; until: Promise<void> };

export interface Rendering {
	/** To be called where something was waited for before: from now on what changes may be missing. */
	starts(): void;
	/** Gives the page to everybody; answers the page to send, which is the former one if nothing changed. */
	keep(page: Page, on: Dependency[]): Page;
	/** Ends the rendering without a page; does nothing after `keep`. */
	giveUp(): void;
}

/**
 * Rendered pages that are the same for every visitor who is not signed in. Per key one rendering is under way at a time;
 * meanwhile everybody gets the aged page, or waits where there is none young enough.
 *
 * A page is known to be true from the moment its rendering began, and then for as long as changes are read (`follow`) and
 * none concerns it. Where they cannot be read, it ages from the last reading.
 */
export function pageCache({
	freshMs = () => 2_000,
	staleMs = 8_000,
	longestMs = 120_000,
	renderings = 3,
	everyMs = 1_000,
	mostRefreshes = 4,
	maxBytes = 96 * 1024 * 1024,
	now = Date.now
}: Options = {}) {
	const kept = new LRUCache<string, Kept>({ maxSize: maxBytes, sizeCalculation: weight, dispose: unfile });
	const byTopic = new Map<string, Set<Standing>>();
	const underWay = new Map<string, { until: Promise<void>; missed: Missed[] }>();
	/** Renderings that a page has left, and when that was counted. */
	const allowances = new Map<string, { left: number; at: number }>();
	/** Every change that was committed before this moment has been read. */
	let knownUntil = Number.NEGATIVE_INFINITY;

	function unfile({ standings }: Kept): void {
		for (const standing of standings) {
			const [topic] = standing.on.all;
			const filed = byTopic.get(topic);
			filed?.delete(standing);
			if (filed?.size === 0) byTopic.delete(topic);
		}
	}

	function drop(known: Kept): void {
		if (kept.peek(known.key) === known) kept.delete(known.key);
	}

	function put(entry: Kept): void {
		kept.set(entry.key, entry);
		// Of a page that is too large to be kept nothing is filed.
		if (kept.peek(entry.key) !== entry) return;
		for (const standing of entry.standings) {
			const [topic] = standing.on.all;
			const filed = byTopic.get(topic) ?? new Set();
			byTopic.set(topic, filed.add(standing));
		}
		// The least recently used are the first to have expired.
		for (const oldest of kept.rvalues()) {
			if (!oldest || isServed(oldest)) break;
			drop(oldest);
		}
	}

	const ageOf = ({ since }: Kept) => now() - Math.max(since, knownUntil);
	const isServed = (known: Kept) => now() < known.until && ageOf(known) < staleMs;

	function allowanceOf(key: string): number {
		const { left, at } = allowances.get(key) ?? { left: renderings, at: now() };
		return Math.min(renderings, left + (now() - at) / everyMs);
	}

	function spend(key: string): void {
		const left = Math.max(0, allowanceOf(key) - 1);
		allowances.delete(key);
		allowances.set(key, { left, at: now() });
		for (const [oldest, { at }] of allowances) {
			if (now() - at < renderings * everyMs) break;
			allowances.delete(oldest);
		}
	}

	function concern({ kept: known, on }: Standing, change: ReadonlySet<string>, after: number): void {
		if (kept.peek(known.key) !== known || !on.all.every((topic) => change.has(topic))) return;
		if (on.withinMs === 0 || change.has(atOnce) || (on.lateMs === undefined && allowanceOf(known.key) >= 1)) {
			drop(known);
			return;
		}
		known.until = Math.min(known.until, after + on.withinMs);
		const pause = on.lateMs === undefined ? everyMs : Math.max(on.lateMs, freshMs());
		known.refreshFrom = Math.min(known.refreshFrom, known.since + pause);
	}

	function begin(key: string): Rendering {
		spend(key);
		let since = now();
		let finish = () => {};
		const missed: Missed[] = [];
		underWay.set(key, { until: new Promise<void>((resolve) => (finish = resolve)), missed });
		let isOver = false;
		const end = () => {
			if (isOver) return;
			isOver = true;
			underWay.delete(key);
			finish();
		};
		return {
			starts() {
				since = now();
				missed.length = 0;
			},
			keep(page, dependencies) {
				const former = kept.peek(key)?.page;
				// A page that says the same keeps its bytes, and so the tag that browsers know it by.
				const lasting = former?.etag === page.etag ? former : page;
				if (!isOver && missed.every(({ changes }) => changes !== null)) {
					const entry: Kept = {
						key,
						page: lasting,
						since,
						standings: [],
						refreshFrom: since + longestMs / 2,
						until: since + longestMs
					};
					entry.standings = dependencies.map((on) => ({ kept: entry, on }));
					put(entry);
					// What was read while it was rendered may be in the page or not.
					for (const { changes, after } of missed) {
						for (const change of changes ?? []) {
							for (const standing of entry.standings) concern(standing, change, after);
						}
					}
				}
				end();
				return lasting;
			},
			giveUp: end
		};
	}

	return {
		advise(key: string): Advice {
			const known = kept.get(key);
			const rendering = underWay.get(key);
			if (known && isServed(known)) {
				const { page } = known;
				const isDue = ageOf(known) >= freshMs() || now() >= known.refreshFrom;
				return isDue && !rendering && underWay.size < mostRefreshes
					? { do: 'serve', page, refresh: begin(key) }
					: { do: 'serve', page };
			}
			return rendering ? { do: 'wait', until: rendering.until } : { do: 'render', rendering: begin(key) };
		},
		/** Applies changes: evicts what must not be served again, and schedules the rest to be rendered. */
		follow({ changes, began }: ReadChanges): void {
			const after = knownUntil;
			for (const { missed } of underWay.values()) missed.push({ changes, after });
			if (changes === null) for (const known of [...kept.values()]) drop(known);
			for (const change of changes ?? []) {
				for (const topic of change) {
					for (const standing of [...(byTopic.get(topic) ?? [])]) concern(standing, change, after);
				}
			}
			knownUntil = Math.max(knownUntil, began);
		},
		bytes: () => kept.calculatedSize
	};
}

/** What was read while a page was rendered; whatever was committed before `after` had been read before. */
interface Missed extends Pick<ReadChanges, 'changes'> {
	after: number;
}

/** A page is kept up to three times: as it is, compressed, and cut where residents have parts of their own. */
function weight({ page: { body, headers }, standings }: Kept): number {
	return (
		body.length * 3 +
		standings.length * 100 +
		headers.reduce((sum, [name, value]) => sum + name.length + value.length, 200)
	);
}
