import { parse } from 'csv-parse/sync';
import { afterAll, expect, it } from 'vitest';
import { addressOf } from '../support/form-post.ts';
import { naughtyStrings, ownLists, shortStrings } from '../support/naughty.ts';
import { openPortal } from '../support/portal.ts';
import { posterOf, postersOf } from '../support/posters.ts';
import { listEndpoints, nameOf, type Endpoint } from '../support/route-list.ts';
import { routeRequests } from '../support/route-requests.ts';
import { isFull, sampled } from '../support/sampling.ts';
import { buildWorld } from '../support/world.ts';

// Bad text in every parameter and every part of every address: never a 5xx, and a sentence where it is refused.
const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
const author = await world.resident();
const requests = await routeRequests(portal, world, author);
const cookieOf = postersOf(portal, world, author);

let asked = 0;
afterAll(() => console.log(`naughty addresses: ${asked} requests`));

const filters = ['q', 'region', 'category', 'department', 'status', 'from', 'to', 'sort', 'after'];
const parametersOf: [RegExp, string[]][] = [
	[/^\/issues$|^\/feeds\//, filters],
	[/^\/departments\/|^\/issues\/|^\/me\/issues/, ['after', 'done', 'entered', 'pictures_lost']],
	[/^\/results$|\/figures\.csv$/, ['from', 'to', 'region', 'department', 'category', 'rank', 'by']],
	[/\/scores\.json$/, ['correction']],
	[/^\/sign-in/, ['to', 'as']],
	[/^\/me\/news$/, ['before']],
	[/^\/desk$/, ['tab', 'department', 'after_at', 'after_id', 'done', 'id']],
	[/^\/intake$/, ['kind', 'after_due', 'after_id', 'done', 'id']],
	[/^\/commission/, ['region', 'department', 'clock', 'after_due', 'after_id', 'reopened', 'from', 'to']],
	[/^\/admin\/regions\/new$/, ['below']],
	[/^\/api\/similar$/, ['text', 'title', 'region', 'limit']]
];
/** What somebody types or a scanner tries in place of a key; not all of it can be written by encodeURIComponent. */
const rawParts = [
	'%',
	'%E0%A4%A',
	'%ff',
	'%c0%ae%c0%ae',
	'%00',
	'%0d%0aSet-Cookie:a=b',
	'..%2f..%2fetc',
	'%u0041',
	'%F0%90%28%BC'
];

async function faultOf(address: string, cookie: string): Promise<string | null> {
	asked++;
	const answer = await fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
	const text = await answer.text();
	const fault = (what: string) => `${answer.status} ${address.slice(portal.url.length, 300)}: ${what}`;
	if (answer.status >= 500) return fault(text.replace(/\s+/g, ' ').slice(0, 100));
	if (answer.headers.has('set-cookie') && /a=b/.test(answer.headers.get('set-cookie') ?? ''))
		return fault('cookie');
	if (answer.status >= 400 && !/[\p{L}]{2}/u.test(text)) return fault('refused without a word');
	const location = answer.headers.get('location');
	if (location && new URL(location, portal.url).origin !== portal.url) return fault(`leads to ${location}`);
	const type = answer.headers.get('content-type') ?? '';
	if (type.startsWith('application/json')) JSON.parse(text);
	if (type.startsWith('text/csv')) parse(text, { bom: true });
	return null;
}

const pages: [string, Endpoint][] = listEndpoints()
	.filter(({ verb }) => verb === 'GET')
	.map((endpoint) => [nameOf(endpoint), endpoint]);

it.each(pages)('%s', { tags: ['sampled'] }, async (name, endpoint) => {
	const prepare = requests[name];
	if (!prepare) throw new Error(`${name} has no request.`);
	const prepared = await prepare();
	const cookie = await cookieOf(posterOf(name));
	const faults: (string | null)[] = [];
	const address = addressOf(portal.url, endpoint, prepared);
	const parameters = parametersOf.find(([route]) => route.test(endpoint.route))?.[1] ?? ['unknown'];
	for (const [turn, parameter] of parameters.entries()) {
		for (const text of sampled(shortStrings, 2, { turn: turn + name.length, most: 20 })) {
			faults.push(await faultOf(`${address}?${parameter}=${encode(text)}`, cookie));
		}
		for (const raw of sampled(rawParts, 2, { turn }))
			faults.push(await faultOf(`${address}?${parameter}=${raw}`, cookie));
		if (/^(after|before|from|to)/.test(parameter)) {
			for (const time of sampled(ownLists.times, 3, { turn })) {
				faults.push(await faultOf(`${address}?${parameter}=${encode(time)}&after_id=5`, cookie));
			}
		}
		if (isFull) continue;
		faults.push(
			await faultOf(`${address}?${parameter}=1&${parameter}=2&${parameter}[]=3&__proto__=x&=`, cookie)
		);
	}
	for (const parameter of Object.keys(prepared.params ?? {})) {
		const parts = [...sampled(shortStrings, 5, { most: 50 }).map(encode), ...(isFull ? [] : rawParts)].filter(
			(part) => !/^\.*$/.test(part)
		);
		for (const part of parts) {
			const bad = addressOf(portal.url, endpoint, {
				params: { ...prepared.params, [parameter]: part.replaceAll('$', '%24') }
			});
			faults.push(await faultOf(bad, cookie));
		}
	}
	expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

it('addresses that no route has', { tags: ['sampled'] }, async () => {
	const faults: (string | null)[] = [];
	for (const part of [
		...sampled(
			naughtyStrings.filter((text) => text.length < 2000),
			30
		).map(encode),
		...(isFull ? [] : rawParts)
	]) {
		for (const prefix of ['/', '/en/', '/en', '/issues/1001/', '/feeds/'])
			faults.push(await faultOf(portal.url + prefix + part, ''));
	}
	expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

/** Half a surrogate pair has no UTF-8; a page would send what a browser makes of it. */
function encode(text: string): string {
	return encodeURIComponent(text.toWellFormed());
}
