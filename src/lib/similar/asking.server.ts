/** Whoever types asks with every pause; beyond this many at a time the database has better things to do. */
const MOST_AT_ONCE = 64;
let asking = 0;

/** The answer, or null when too many ask at this moment. */
export async function inTurn<T>(ask: () => Promise<T>): Promise<T | null> {
	if (asking >= MOST_AT_ONCE) return null;
	asking++;
	try {
		return await ask();
	} finally {
		asking--;
	}
}
