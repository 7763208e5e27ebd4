import { afterAll, expect, it } from 'vitest';
import { maskText } from '../../src/lib/text/mask.ts';
import { normalizeText } from '../../src/lib/text/normalize.ts';
import { addressOf, postAction, type ActionAnswer } from '../support/form-post.ts';
import { announceSeed, naughtyStrings, sampled } from '../support/naughty.ts';
import { isKeptAsTyped, keptAt, meantStrings, optionalFields } from '../support/naughty-fields.ts';
import { openPortal } from '../support/portal.ts';
import { listEndpoints, nameOf, type Endpoint } from '../support/route-list.ts';
import { routeRequests, type Prepared } from '../support/route-requests.ts';
import { posterOf, postersOf } from '../support/posters.ts';
import { buildWorld } from '../support/world.ts';

// Bad text in every field of every form: never a 5xx; stored as documented, or refused with a sentence and kept.
const portal = await openPortal({ town: 'empty', worker: false });
const { sql } = portal;
const world = await buildWorld(portal);
await sql`delete from private.attempt_limits`;
const author = await world.resident();
const requests = await routeRequests(portal, world, author);
announceSeed('naughty');

const cookieOf = postersOf(portal, world, author);

let asked = 0;
afterAll(() => console.log(`naughty: ${naughtyStrings.length} strings, ${asked} requests`));

function bodyOf(fields: Prepared['fields'] = {}): FormData {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	return body;
}

/** As it is to stand afterwards: without white space around it, and private numbers hidden where the public reads it. */
function asKept(name: string, field: string, text: string): string {
	const tidy = normalizeText(field === 'title' ? text.replace(/\s+/g, ' ') : text).trim();
	return isKeptAsTyped(name) ? tidy : maskText(tidy).text;
}

async function faultOf(
	endpoint: Endpoint,
	field: string,
	text: string,
	prepared: Prepared,
	answer: ActionAnswer
) {
	if (answer.status >= 500) return `${answer.status} ${answer.text.slice(0, 200)}`;
	if (answer.type === 'error' || answer.type === 'failure') {
		if (answer.said.length === 0) return `refused without a sentence: ${answer.text.slice(0, 200)}`;
		if (answer.type === 'error') return null;
		const back = answer.values[field];
		if (back !== undefined && normalizeText(String(back)).trim() === normalizeText(text).trim()) return null;
		return `not given back: ${JSON.stringify(back)?.slice(0, 200)}`;
	}
	const read = keptAt[nameOf(endpoint)]?.[field];
	if (!read) return null;
	const [row] = await read(sql, { id: Number(prepared.params?.id ?? 0), fields: prepared.fields ?? {} });
	return (row?.text ?? '') === asKept(nameOf(endpoint), field, text)
		? null
		: `stored: ${JSON.stringify(row?.text)?.slice(0, 200)}`;
}

const forms = listEndpoints().filter(({ verb, action }) => verb === 'POST' && action);
const posts: [string, Endpoint][] = forms.map((endpoint) => [nameOf(endpoint), endpoint]);

it.each(posts)('%s', async (name, endpoint) => {
	const prepare = requests[name];
	if (!prepare) throw new Error(`${name} has no request.`);
	const cookie = await cookieOf(posterOf(name));
	const faults: string[] = [];
	let prepared = await prepare();
	const optional = Object.entries(optionalFields[name] ?? {});
	const usual = Object.fromEntries(optional.filter(([, value]) => value !== ''));
	const texts = Object.entries(prepared.fields ?? {}).filter(([, value]) => typeof value === 'string');
	for (const [turn, [field]] of [...optional, ...texts].entries()) {
		let accepted = 0;
		const more = sampled(naughtyStrings, 4, { turn: turn + name.length, whole: 100 });
		for (const text of [...meantStrings, ...more]) {
			asked++;
			const answer = await postAction(
				addressOf(portal.url, endpoint, prepared),
				cookie,
				bodyOf({ ...usual, ...prepared.fields, [field]: text })
			);
			const fault = await faultOf(endpoint, field, text, prepared, answer);
			if (fault) faults.push(`${field} ${JSON.stringify(text.slice(0, 100))}: ${fault}`);
			if (answer.type !== 'failure') prepared = await prepare();
			if (answer.type === 'success' || answer.type === 'redirect') accepted++;
		}
		if (keptAt[name]?.[field] && accepted === 0) faults.push(`${field}: nothing was accepted`);
	}
	expect(faults).toEqual([]);
});
