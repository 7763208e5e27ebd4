// Readers in a process of their own, so that a load generator's own queue is not taken for the portal's.
import { Agent, get } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const orders = z.object({
	url: z.string(),
	paths: z.array(z.string()),
	perSecond: z.number(),
	seconds: z.number()
});
const { url, paths, perSecond, seconds } = orders.parse(JSON.parse(process.env.BENCH_READERS ?? ''));
try {
	// Readers have machines of their own: what they wait for a processor here is nobody's wait.
	setPriority(-10);
} catch {
	// Not everybody may; then their waits are the longer, calm or not.
}
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const headers = { accept: 'text/html', 'accept-encoding': 'gzip, br' };

/** Milliseconds from when the reader came, whether or not there was room for them. */
function read(path: string, came: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = get(url + path, { agent, headers }, (answer) => {
			answer.resume();
			answer.on('error', reject);
			answer.on('end', () => {
				if (answer.statusCode === 200) resolve(performance.now() - came);
				else reject(new Error(`${path} was answered ${answer.statusCode}`));
			});
		});
		request.on('error', reject);
	});
}

const began = performance.now();
const waits: Promise<number>[] = [];
for (let n = 0; n < perSecond * seconds; n++) {
	const comes = began + (n * 1000) / perSecond;
	if (comes > performance.now()) await sleep(comes - performance.now());
	// A timer may fire a moment early; whoever is late has waited since then.
	waits.push(read(paths[n % paths.length] ?? '/', Math.min(comes, performance.now())));
}
const sorted = (await Promise.all(waits)).sort((a, b) => a - b);
const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
process.send?.({ p50: at(0.5), p95: at(0.95), p99: at(0.99) });
agent.destroy();
process.disconnect?.();
