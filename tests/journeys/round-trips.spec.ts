import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { portalPages, readerAccount } from '../support/pages.ts';
import { openPortal } from '../support/portal.ts';
import { cookieFor } from '../support/session.ts';

const dataApi = await slowDataApi();
const portal = await openPortal({ worker: false, env: { SUPABASE_URL: dataApi.url } });
dataApi.leadTo(portal.env.SUPABASE_URL ?? '');
// The app's first reading of what changed evicts whatever was kept before it.
await sleep(1_500);

/** Every page that somebody sees who is signed in: theirs, and the public ones for a resident. */
const pages = (await portalPages(portal.sql)).map((page) =>
	page.reader === 'visitor' ? { ...page, reader: 'resident' as const } : page
);

test.each(pages)(
	'$route is there after two round trips to the database ($reader)',
	async ({ reader, path }) => {
		const account = await readerAccount(portal.sql, reader);
		const { name, value } = await cookieFor(portal.sql, account);
		const read = () =>
			fetch(portal.url + path, { headers: { cookie: `${name}=${value}` }, redirect: 'manual' });
		// The first look brings what every page shares: names, rules, the tree of regions.
		await (await read()).text();
		await sleep(10);
		const asked = dataApi.listen();
		const answer = await read();
		await answer.text();
		expect(answer.status).toBeLessThan(400);
		expect(asked.inTurn(), asked.paths().join('\n')).toBeLessThanOrEqual(2);
	}
);

interface Asked {
	path: string;
	/** One more than the longest row of requests that had to end before this one began. */
	place: number;
	isOver: boolean;
}

/** Stands before the Data API, slow enough to tell what was asked at once from what was asked in turn. */
async function slowDataApi() {
	let target: URL | null = null;
	let asked: Asked[] = [];
	const server = createServer((incoming, outgoing) => {
		// The app asks what changed before it listens, and so before anybody says where the Data API is.
		if (!target) return void outgoing.writeHead(503).end();
		const place = 1 + Math.max(0, ...asked.filter(({ isOver }) => isOver).map((one) => one.place));
		const own: Asked = { path: incoming.url?.slice(0, 100) ?? '', place, isOver: false };
		// What the app asks every moment on its own account, nobody waits for.
		if (!own.path.endsWith('/rpc/changes_since')) asked.push(own);
		const onward = request(
			{
				host: target.hostname,
				port: target.port,
				path: incoming.url,
				method: incoming.method,
				headers: incoming.headers
			},
			async (answer) => {
				await sleep(40);
				own.isOver = true;
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			}
		);
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	afterAll(() => void server.close());
	const address = server.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		leadTo: (url: string) => (target = new URL(url)),
		listen() {
			const heard: Asked[] = (asked = []);
			return {
				inTurn: () => Math.max(0, ...heard.map(({ place }) => place)),
				paths: () => heard.map(({ place, path }) => `${place} ${path}`)
			};
		}
	};
}
