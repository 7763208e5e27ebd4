import postgres from 'postgres';
import { log } from '$lib/platform/log/log.server';

const pauseMs = 2_000;
/** Notes of changed issues taken in one transaction: few enough that a nightly recount gets its turn between two. */
const slice = 2_000;

/**
 * Counts what changed, again and again until it is stopped. Of several workers one counts at a time, and the others find
 * nothing left. While the database is away it goes on trying: what changed is noted there.
 */
export function keepCounting(databaseUrl: string): { stop(): Promise<void> } {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	const ended = new AbortController();
	let isFailing = false;

	async function countAll(): Promise<void> {
		for (let taken = 1; taken > 0 && !ended.signal.aborted;) {
			const [row] = await sql<{ taken: number | null }[]>`select private.count_changes(${slice}) as taken`;
			taken = row?.taken ?? 0;
		}
	}
	async function keepOn(): Promise<void> {
		while (!ended.signal.aborted) {
			const began = performance.now();
			try {
				await countAll();
				isFailing = false;
			} catch (error) {
				if (!isFailing) log.warn({ error: String(error) }, 'results cannot be counted; trying on');
				isFailing = true;
			}
			// Never more than half of the time, so that a storm of changes leaves room for who causes it.
			await pause(Math.max(pauseMs, performance.now() - began));
		}
	}
	function pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			ended.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
		});
	}
	const running = keepOn();
	return {
		async stop() {
			ended.abort();
			await running;
			await sql.end({ timeout: 5 });
		}
	};
}
