export interface Page {
	headers: [string, string][];
	body: Buffer;
	etag: string;
}

interface Kept {
	page: Page;
	/** When its rendering began: what happened after that may be missing. */
	since: number;
}

interface Options {
	/** Younger pages are served without a second thought. */
	freshMs?: () => number;
	/** Older ones while they are rendered anew, and never beyond this: then they are forgotten. */
	staleMs?: number;
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
	/** Gives the page to everybody; answers the page to send, which is the former one if nothing changed. */
	keep(page: Page): Page;
	/** Ends the rendering without a page; does nothing after `keep`. */
	giveUp(): void;
}

/**
 * Rendered pages that are the same for every visitor who is not signed in. Per key one rendering is under way at a time;
 * meanwhile everybody gets the aged page, or waits where there is none young enough.
 */
export function pageMemory({
	freshMs = () => 2_000,
	staleMs = 8_000,
	mostRefreshes = 4,
	maxBytes = 96 * 1024 * 1024,
	now = Date.now
}: Options = {}) {
	const kept = new Map<string, Kept>();
	const underWay = new Map<string, Promise<void>>();
	let bytes = 0;
	let changedAt = Number.NEGATIVE_INFINITY;

	function drop(key: string): void {
		const known = kept.get(key);
		if (!known) return;
		bytes -= weight(known.page);
		kept.delete(key);
	}

	function put(key: string, entry: Kept): void {
		drop(key);
		kept.set(key, entry);
		bytes += weight(entry.page);
		// In the order of last use: those who come first are beyond serving, or the ones that are missed least.
		for (const [oldest, { since }] of kept) {
			if (bytes <= maxBytes && now() - since < staleMs) break;
			drop(oldest);
		}
	}

	function begin(key: string): Rendering {
		const since = now();
		let finish = () => {};
		underWay.set(key, new Promise<void>((resolve) => (finish = resolve)));
		let isOver = false;
		const end = () => {
			if (isOver) return;
			isOver = true;
			underWay.delete(key);
			finish();
		};
		return {
			keep(page) {
				const former = kept.get(key)?.page;
				// A page that says the same keeps its bytes, and so the tag that browsers know it by.
				const lasting = former?.etag === page.etag ? former : page;
				if (!isOver) put(key, { page: lasting, since });
				end();
				return lasting;
			},
			giveUp: end
		};
	}

	return {
		advise(key: string): Advice {
			const known = kept.get(key);
			const age = known && known.since > changedAt ? now() - known.since : Number.POSITIVE_INFINITY;
			const rendering = underWay.get(key);
			if (known && age < staleMs) {
				// Moving it to the end makes the map's order the order of last use.
				kept.delete(key);
				kept.set(key, known);
				const { page } = known;
				const isDue = age >= freshMs() && !rendering && underWay.size < mostRefreshes;
				return isDue ? { do: 'serve', page, refresh: begin(key) } : { do: 'serve', page };
			}
			return rendering ? { do: 'wait', until: rendering } : { do: 'render', rendering: begin(key) };
		},
		/** Something public changed: no page that began before this moment is served again. */
		change(): void {
			changedAt = now();
		},
		bytes: () => bytes
	};
}

/** A page is kept up to three times: as it is, compressed, and cut where residents have parts of their own. */
function weight({ body, headers }: Page): number {
	return body.length * 3 + headers.reduce((sum, [name, value]) => sum + name.length + value.length, 200);
}
