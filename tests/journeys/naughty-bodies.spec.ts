import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { openPortal } from '../support/portal.ts';
import { listEndpoints, nameOf } from '../support/route-list.ts';
import { posterOf, postersOf } from '../support/posters.ts';
import { addressOf } from '../support/form-post.ts';
import { routeRequests } from '../support/route-requests.ts';
import { sampled } from '../support/sampling.ts';
import { buildWorld } from '../support/world.ts';

// Bodies that are no form or too much of one, and heads that no browser sends: a 4xx with a sentence, and the portal lives.
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
it.each([...refused, ...read])('%s', { tags: ['sampled'] }, async (what, type, body) => {
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

const { host, port } = new URL(portal.url);
const alias = `localhost:${port}`;

/** The status line that a request gets which no client library would send; empty when the connection is just closed. */
function statusOf(head: string, body = ''): Promise<string> {
	return new Promise((resolve) => {
		let said = '';
		const socket = connect(Number(port), '127.0.0.1', () =>
			socket.write(`${head}\r\nconnection: close\r\n\r\n${body}`, 'latin1')
		);
		socket.on('data', (chunk) => (said += chunk.toString('latin1')));
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(said.split('\r\n')[0] ?? ''));
		socket.setTimeout(5_000, () => socket.destroy());
	});
}

const post = `POST /issues/1001?/vote HTTP/1.1\r\nhost: ${host}\r\norigin: ${portal.url}`;
it.each([
	['two slashes', `GET // HTTP/1.1\r\nhost: ${host}`],
	['two slashes under the other name', `GET // HTTP/1.1\r\nhost: ${alias}`],
	['another site under the other name', `GET http://x.test/ HTTP/1.1\r\nhost: ${alias}`],
	['a broken escape under the other name', `GET /%E0%A4%A HTTP/1.1\r\nhost: ${alias}`],
	['a whole address', `GET http://x.test/issues HTTP/1.1\r\nhost: ${host}`],
	['a star', `OPTIONS * HTTP/1.1\r\nhost: ${host}`],
	['bytes in the path', `GET /\xe8\xb7\xaf\xff HTTP/1.1\r\nhost: ${host}`],
	['no host', 'GET / HTTP/1.0'],
	['another host', `GET / HTTP/1.1\r\nhost: x.test:99999`],
	['a host that is none', `GET / HTTP/1.1\r\nhost: [::::]`],
	[
		'broken cookies',
		`GET / HTTP/1.1\r\nhost: ${host}\r\ncookie: session=%E0%A4%A; theme=%; text; =; ;;session="; PARAGLIDE_LOCALE=x`
	],
	['a session of bytes', `GET /me HTTP/1.1\r\nhost: ${host}\r\ncookie: session=\xff\xfe'--`],
	['a vote with a broken cookie', `${post}\r\ncookie: session=%E0%A4%A\r\ncontent-length: 0`],
	['a vote for a number that is none', post.replace('1001', '9'.repeat(30))],
	[
		'a vote that breaks off',
		`${post}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 90`,
		'a='
	],
	['a length that is none', `${post}\r\ncontent-length: -1`],
	['an origin that is none', post.replace(portal.url, '%%%')],
	[
		'tags that are none',
		`GET / HTTP/1.1\r\nhost: ${host}\r\nif-none-match: "\xff, W/, *\r\nif-modified-since: never`
	],
	[
		'languages that are none',
		`GET / HTTP/1.1\r\nhost: ${host}\r\naccept-language: ;;q=9,,\xff\r\naccept: \xff/*;q=x`
	],
	[
		'addresses that are none',
		`POST /sign-in?/code HTTP/1.1\r\nhost: ${host}\r\norigin: ${portal.url}\r\nx-forwarded-for: ', ,x\r\nx-forwarded-host: ///\r\ncontent-length: 0`
	]
])('%s', async (_, head, body = '') => {
	expect(await statusOf(head, body)).not.toMatch(/ 5\d\d /);
	expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
});
