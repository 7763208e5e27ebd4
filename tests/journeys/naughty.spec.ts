import { afterAll, expect, it } from 'vitest';
import { maskText } from '../../src/lib/text/mask.ts';
import { normalizeText } from '../../src/lib/text/normalize.ts';
import { addressOf, formOf, postAction, type ActionAnswer } from '../support/form-post.ts';
import { naughtyStrings } from '../support/naughty.ts';
import { isKeptAsTyped, keptAt, meantStrings, optionalFields } from '../support/naughty-fields.ts';
import { openPortal } from '../support/portal.ts';
import { listEndpoints, nameOf, type Endpoint } from '../support/route-list.ts';
import { routeRequests, type Prepared } from '../support/route-requests.ts';
import { sampled } from '../support/sampling.ts';
import { posterOf, postersOf } from '../support/posters.ts';
import { buildWorld } from '../support/world.ts';

// Bad text in every field of every form: never a 5xx; stored as documented, or refused with a sentence and kept.
const portal = await openPortal({ town: 'empty', worker: false });
const { sql } = portal;
const world = await buildWorld(portal);
await sql`delete from private.attempt_limits`;
const author = await world.resident();
const requests = await routeRequests(portal, world, author);

const cookieOf = postersOf(portal, world, author);

let asked = 0;
afterAll(() => console.log(`naughty: ${naughtyStrings.length} strings, ${asked} requests`));

/** As it is to stand afterwards: without white space around it, and private numbers hidden where the public reads it. */
function asKept(name: string, field: string, text: string): string {
	const tidy = normalizeText(field === 'title' ? text.replace(/\s+/g, ' ') : text).trim();
	return isKeptAsTyped(name) ? tidy : maskText(tidy).text;
}

const isSecret = (field: string) => /^(password|repeated|present)$/.test(field);

async function faultOf(name: string, field: string, text: string, prepared: Prepared, answer: ActionAnswer) {
	if (answer.status >= 500) return `${answer.status} ${answer.text.slice(0, 200)}`;
	if (answer.type === 'error' || answer.type === 'failure') {
		if (answer.said.length === 0) return `refused without a sentence: ${answer.text.slice(0, 200)}`;
		if (answer.type === 'error') return null;
		const back = answer.values[field];
		if (isSecret(field)) return back === undefined ? null : 'a password was given back';
		if (back !== undefined && normalizeText(String(back)).trim() === normalizeText(text).trim()) return null;
		return `not given back: ${JSON.stringify(back)?.slice(0, 200)}`;
	}
	const read = keptAt[name]?.[field];
	if (!read) return null;
	const [row] = await read(sql, { id: Number(prepared.params?.id ?? 0), fields: prepared.fields ?? {} });
	return (row?.text ?? '') === asKept(name, field, text)
		? null
		: `stored: ${JSON.stringify(row?.text)?.slice(0, 200)}`;
}

const forms = listEndpoints().filter(({ verb, action }) => verb === 'POST' && action);
const posts: [string, Endpoint][] = forms.map((endpoint) => [nameOf(endpoint), endpoint]);
// One form, and one more for those who enter what they were told on the telephone.
const telling = posts.find(([name]) => name === 'POST /issues/new ?/default');
if (telling) posts.push([`${telling[0]} as collector`, telling[1]]);

it.each(posts)('%s', { tags: ['sampled'] }, async (name, endpoint) => {
	const prepare = requests[name.replace(' as collector', '')];
	if (!prepare) throw new Error(`${name} has no request.`);
	const cookie = await cookieOf(posterOf(name));
	const faults: string[] = [];
	let prepared = await prepare();
	const optional = Object.entries(optionalFields[name] ?? {});
	const usual = Object.fromEntries(optional.filter(([, value]) => value !== ''));
	const texts = Object.entries(prepared.fields ?? {}).filter(([, value]) => typeof value === 'string');
	for (const [turn, [field]] of [...optional, ...texts].entries()) {
		let accepted = 0;
		const more = sampled(naughtyStrings, 2, { turn: turn + name.length, most: 36 });
		for (const text of [...meantStrings, ...more]) {
			asked++;
			const answer = await postAction(
				addressOf(portal.url, endpoint, prepared),
				cookie,
				formOf({ ...usual, ...prepared.fields, [field]: text })
			);
			const fault = await faultOf(name, field, text, prepared, answer);
			if (fault) faults.push(`${field} ${JSON.stringify(text.slice(0, 100))}: ${fault}`);
			if (answer.type !== 'failure') prepared = await prepare();
			if (answer.type === 'success' || answer.type === 'redirect') accepted++;
		}
		if (keptAt[name]?.[field] && accepted === 0) faults.push(`${field}: nothing was accepted`);
	}
	expect(faults).toEqual([]);
});

/** Longer than any field takes, and what would end the element it comes back in. */
const tooLong = `"><b>&</textarea>${'长'.repeat(25_000)}`;
const shown = (html: string) =>
	html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

it('a text that is too long comes back in the page itself, with a sentence', async () => {
	const faults: string[] = [];
	for (const [name, endpoint] of posts) {
		for (const field of Object.keys(keptAt[name] ?? {})) {
			const prepared = await asShown(name);
			const act =
				endpoint.action === 'save' || endpoint.action === 'publish' ? actOf(name) : `?/${endpoint.action}`;
			const fields = { ...optionalFields[name], ...prepared.fields, act, [field]: tooLong };
			const answer = await fetch(addressOf(portal.url, endpoint, prepared) + prepared.query, {
				method: 'POST',
				body: formOf(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))),
				headers: { origin: portal.url, cookie: await cookieOf(posterOf(name)), accept: 'text/html' }
			});
			const html = await answer.text();
			asked++;
			if (answer.status < 400 || answer.status >= 500) faults.push(`${name} ${field}: ${answer.status}`);
			else if (!shown(html).includes(tooLong)) faults.push(`${name} ${field}: not in the page`);
			else if (!/role="alert"|aria-invalid="true"/.test(html)) faults.push(`${name} ${field}: no sentence`);
		}
	}
	expect(faults).toEqual([]);
});

/** Some forms stand only on a page that was asked for more than its path, or only later in an issue's life. */
async function asShown(name: string): Promise<Prepared & { query: string }> {
	const prepared = (await requests[name.replace(' as collector', '')]?.()) ?? {};
	const { region = '', from = '', to = '' } = prepared.fields ?? {};
	if (name.startsWith('POST /admin/regions/new'))
		return { ...prepared, query: `?below=${world.regions.county}` };
	if (name.startsWith('POST /commission/scores')) {
		return { ...prepared, query: `&region=${String(region)}&from=${String(from)}&to=${String(to)}` };
	}
	if (!name.endsWith('?/correct') || !name.includes('/intake')) return { ...prepared, query: '' };
	const isPublic = await requests['POST /intake/[id=number] ?/assign']?.();
	return { ...prepared, params: isPublic?.params ?? {}, query: '' };
}

/** Which of a page's forms was sent; the draft's two buttons send one. */
function actOf(name: string): string {
	return name.startsWith('POST /desk') ? 'draft' : '?/publish';
}
