import pLimit, { type LimitFunction } from 'p-limit';

/** Whoever types asks with every pause; beyond this many at a time the database has better things to do. */
const MOST_AT_ONCE = 64;
/** Of one network, so that nobody takes all the turns; a school or an operator's customers share an address, so more may wait. */
const MOST_OF_ONE = 16;
const MOST_WAITING = 200;

let asking = 0;
const lines = new Map<string, { limit: LimitFunction; inLine: number }>();

/** The answer in its turn, or null when too many ask at this moment, in all or from this network. */
export async function throttled<T>(network: string, ask: () => Promise<T>): Promise<T | null> {
	const line = lines.get(network) ?? { limit: pLimit(MOST_OF_ONE), inLine: 0 };
	if (line.inLine >= MOST_OF_ONE + MOST_WAITING) return null;
	lines.set(network, line);
	line.inLine++;
	try {
		return await line.limit(() => amongAll(ask));
	} finally {
		line.inLine--;
		if (line.inLine === 0) lines.delete(network);
	}
}

async function amongAll<T>(ask: () => Promise<T>): Promise<T | null> {
	if (asking >= MOST_AT_ONCE) return null;
	asking++;
	try {
		return await ask();
	} finally {
		asking--;
	}
}
