import { execFileSync } from 'node:child_process';
import { root } from '../../supabase/local/config.ts';

/**
 * `npm test` takes samples; `npm run test:full` runs the tests tagged 'sampled' once more, on all that a sample of the same
 * seed leaves out. So both together take everything.
 */
export const isFull = Boolean(process.env.TEST_FULL);

/** Others with every commit, the same again for the same commit. */
export const seed = Number(process.env.SEED ?? seedOfCommit());

function seedOfCommit(): number {
	try {
		const commit = execFileSync('git', ['rev-parse', '--short=6', 'HEAD'], { cwd: root, encoding: 'utf8' });
		return parseInt(commit, 16) % 1000;
	} catch {
		return 0;
	}
}

/** How often or how large, where nothing is drawn from a list. */
export const atSize = (sample: number, full: number): number => (isFull ? full : sample);

/** So many of a list, in an order of their own. */
export function drawn<T>(list: T[], count: number, turn = 0): T[] {
	const random = randomFrom(seed * 7919 + turn);
	const left = [...list];
	return Array.from({ length: Math.min(count, list.length) }, () =>
		left.splice(Math.floor(random() * left.length), 1)
	).flat();
}

/**
 * So many of a list; in the full run the others, `most` of them where that is given. `turn` gives every field other
 * strings, so that together they see more of the list than each alone.
 */
export function sampled<T>(list: T[], count: number, { turn = 0, most = list.length } = {}): T[] {
	return isFull ? drawn(list, count + most, turn).slice(count) : drawn(list, count, turn);
}

/** mulberry32: small, and the same on every machine. */
function randomFrom(state: number): () => number {
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
