import { expect, it } from 'vitest';
import { announceSeed, sampled } from '../support/naughty.ts';
import { openPortal } from '../support/portal.ts';
import { listEndpoints, nameOf } from '../support/route-list.ts';
import { posterOf, postersOf } from '../support/posters.ts';
import { addressOf } from '../support/form-post.ts';
import { routeRequests } from '../support/route-requests.ts';
import { buildWorld } from '../support/world.ts';

// Bodies that are no form, or too much of one: a 4xx with a sentence from every route that takes a body.
const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
const author = await world.resident();
const requests = await routeRequests(portal, world, author);
const cookieOf = postersOf(portal, world, author);

const urlencoded = 'application/x-www-form-urlencoded';
const deep = 100_000;
const manyFields = Array.from({ length: 10_000 }, (_, i) => `f${i}=x`).join('&');
const multipart = (name: string, value = 'x') =>
	`--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`;

/** Always refused: nobody's browser sends these. */
const refused: [string, string | undefined, BodyInit][] = [
	['deep JSON', 'application/json', '['.repeat(deep) + ']'.repeat(deep)],
	['JSON called a form', 'multipart/form-data', '{"title":"x"}'],
	['a form without its boundary', 'multipart/form-data; boundary=other', multipart('title')],
	['a form that breaks off', 'multipart/form-data; boundary=b', multipart('title').slice(0, 40)],
	['XML', 'application/xml', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
	['no type at all', undefined, new Uint8Array([0, 1, 2, 255])],
	['ten thousand fields', urlencoded, manyFields],
	['more than the route takes', urlencoded, `body=${'x'.repeat(3_000_000)}`]
];
/** Read as far as that goes; what is missing or wrong is said at its field. */
const read: [string, string, BodyInit][] = [
	['nothing', urlencoded, ''],
	['broken UTF-8', urlencoded, Buffer.from('title=\xff\xfe%ff%c3(&body=%E8%B7&%=%&&&=', 'latin1')],
	[
		'the names of prototypes',
		urlencoded,
		'__proto__=x&constructor=x&__proto__[polluted]=1&toString=x&hasOwnProperty=x'
	],
	['prototypes in parts', 'multipart/form-data; boundary=b', multipart('__proto__')],
	['a file where a text should be', 'multipart/form-data; boundary=b', multipart('title"; filename="a.txt')],
	['another charset', `${urlencoded}; charset=utf-16`, 'title=x']
];

const routes = listEndpoints().filter(({ verb }) => verb === 'POST');
announceSeed('naughty bodies');

it.each([...refused, ...read])('%s', async (what, type, body) => {
	const turn = what.length;
	const faults: string[] = [];
	for (const endpoint of sampled(routes, 12, { turn })) {
		const name = nameOf(endpoint);
		// Forms that hold no text do not read any, and what somebody asked for is done.
		const { params = {}, fields = {} } = (await requests[name]?.()) ?? {};
		const answer = await fetch(addressOf(portal.url, endpoint, { params }), {
			method: 'POST',
			redirect: 'manual',
			body,
			headers: {
				origin: portal.url,
				cookie: await cookieOf(posterOf(name)),
				...(type && { 'content-type': type }),
				...(endpoint.action && { accept: 'application/json', 'x-sveltekit-action': 'true' })
			}
		});
		const text = await answer.text();
		const status = Number(/^\{"type":"\w+","status":(\d+)/.exec(text)?.[1] ?? answer.status);
		const mustFail = refused.some(([one]) => one === what) && Object.keys(fields).length > 0;
		if (status >= 500 || (mustFail && status < 400)) faults.push(`${status} ${name}: ${text.slice(0, 150)}`);
		else if (status >= 400 && !/\p{L}{2}/u.test(text)) faults.push(`${name}: no sentence`);
	}
	expect(faults).toEqual([]);
	expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
});
