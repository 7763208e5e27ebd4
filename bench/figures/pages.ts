import { startBare } from '../bare.ts';
import { somePublic } from '../issues.ts';
import { load } from '../load.ts';
import { compare, type Figure } from '../report.ts';
import type { Bench } from '../main.ts';
import { cookieOfVoter } from '../stack.ts';

const seconds = 4;
const connections = 50;
/** Who look at the list signed in, by turns: what is one person's could be kept more cheaply than a crowd's. */
const residents = 1_000;

/** Pages beside a bare SvelteKit route that returns the same bytes. */
export async function* pages({ small, repetitions }: Bench): AsyncGenerator<Figure> {
	const { url, sql } = await small();
	const read = (await somePublic(sql, 50)).map((id) => `/issues/${id}`);
	const visitor = { accept: 'text/html' };
	const cookies = Array.from({ length: residents }, (_, n) => cookieOfVoter(n + 1));
	let asked = 0;
	const resident = () => ({ ...visitor, cookie: cookies[asked++ % residents] ?? '' });
	for (const [figure, paths, headersOfNext] of [
		['anonymous list page', ['/issues'], () => visitor],
		['anonymous issue page', read, () => visitor],
		['signed-in list page', ['/issues'], resident]
	] as const) {
		const [first = '/'] = paths;
		const body = await (await fetch(url + first, { headers: headersOfNext() })).text();
		const bare = await startBare(body);
		let n = 0;
		const rate = async (base: string) => {
			const next = () => ({ path: paths[n++ % paths.length] ?? first, headers: headersOfNext() });
			const { perSecond } = await load({ url: base, connections, seconds, next });
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
