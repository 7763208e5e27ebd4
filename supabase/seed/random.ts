/** The same numbers at every run: mulberry32. */
export function makeRandom(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	return {
		/** From 0 up to 1. */
		next,
		/** A whole number, both ends included. */
		between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
		chance: (share: number) => next() < share,
		pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
		/** `count` different ones, in random order. */
		some: <T>(from: readonly T[], count: number): T[] => {
			const rest = [...from];
			const chosen: T[] = [];
			while (chosen.length < count && rest.length > 0) {
				chosen.push(...rest.splice(Math.floor(next() * rest.length), 1));
			}
			return chosen;
		}
	};
}

export type Random = ReturnType<typeof makeRandom>;
