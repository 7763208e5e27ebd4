import { startBare } from '../bare.ts';
import { load } from '../load.ts';
import { compare, type Figure } from '../report.ts';
import { cookieOfVoter, type BenchPortal } from '../stack.ts';

const seconds = 4;
const connections = 50;

/** Pages beside a bare SvelteKit route that returns the same bytes. */
export async function* pages({ url }: BenchPortal, repetitions: number): AsyncGenerator<Figure> {
	const visitor = { accept: 'text/html' };
	for (const [figure, paths, headers] of [
		['anonymous list page', ['/issues'], visitor],
		['anonymous issue page', Array.from({ length: 50 }, (_, n) => `/issues/${1_500 + n}`), visitor],
		['signed-in list page', ['/issues'], { ...visitor, cookie: cookieOfVoter(7) }]
	] as const) {
		const [first = '/'] = paths;
		const body = await (await fetch(url + first, { headers })).text();
		const bare = await startBare(body);
		let n = 0;
		const rate = async (base: string) => {
			const next = () => ({ path: paths[n++ % paths.length] ?? first });
			const { perSecond } = await load({ url: base, connections, seconds, headers: { ...headers }, next });
			return perSecond;
		};
		yield await compare(
			{ figure, unit: 'req/s' },
			repetitions,
			() => rate(url),
			() => rate(bare.url)
		);
		await bare.stop();
	}
}
