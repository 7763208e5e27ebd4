import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openPortal } from '../support/portal.ts';
import { listEndpoints, nameOf, type Endpoint } from '../support/route-list.ts';
import { routeRequests, type Prepared } from '../support/route-requests.ts';
import { sampled } from '../support/sampling.ts';
import { cookieFor } from '../support/session.ts';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import { buildWorld } from '../support/world.ts';

// Every route × verb × role over HTTP, against routes.expected.md; a route without a request in
// tests/support/route-requests.ts fails. A quarter of the roles ask each route, in the full run the others; who does not stand
// in the file yet always asks. `vitest run --project journeys routes -u` writes what they were answered into it; without the
// file, all of it.
const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
await portal.sql`insert into public.departments (key, region_id, name_zh, name_en) values ('canal', ${world.regions.other}, '河道处', 'Canals')`;
await portal.sql`delete from private.attempt_limits`;

const author = await world.resident();
const people: { name: string; account: string | null }[] = [
	{ name: 'visitor', account: null },
	{ name: 'author', account: author },
	{ name: 'resident', account: await world.resident() }
];
for (const role of staffRoles) {
	people.push({ name: `${role} here`, account: await world.staff(role) });
	const elsewhere = await world.staff(role, { region: world.regions.other, department: 'canal' });
	people.push({ name: `${role} elsewhere`, account: elsewhere });
}
const requests = await routeRequests(portal, world, author);
const endpoints = listEndpoints();
const expected = new URL('routes.expected.md', import.meta.url);

/** By route what each role was answered, as the file says. */
function knownOutcomes(): Map<string, Map<string, string>> {
	const known = new Map<string, Map<string, string>>();
	const text = existsSync(expected) ? readFileSync(expected, 'utf8') : '';
	for (const section of text.split('\n## ').slice(1)) {
		const outcomes = new Map<string, string>();
		for (const [, outcome = '', names = ''] of section.matchAll(/^- (.+): (.+)$/gm)) {
			const asked = names === 'everybody' ? people.map(({ name }) => name) : names.split(', ');
			for (const name of asked) outcomes.set(name, outcome);
		}
		known.set(section.slice(0, section.indexOf('\n')), outcomes);
	}
	return known;
}

function addressOf({ route, action }: Endpoint, { params = {} }: Prepared): string {
	const path = route.replaceAll(/\[(\w+)(?:=\w+)?\]/g, (_, name: string) => String(params[name]));
	return `${portal.url}${path}${action && action !== 'default' ? `?/${action}` : ''}`;
}

/** The status and, for a redirect, where to; numbers and keys in it are left out. */
async function ask(endpoint: Endpoint, prepared: Prepared, account: string | null): Promise<string> {
	const cookie = account && (await cookieFor(portal.sql, account));
	const isForm = endpoint.verb === 'POST';
	const body = new FormData();
	for (const [name, value] of Object.entries(prepared.fields ?? {})) body.set(name, value);
	const answer = await fetch(addressOf(endpoint, prepared), {
		method: endpoint.verb,
		redirect: 'manual',
		headers: {
			...(isForm && { origin: portal.url }),
			...(endpoint.action && { accept: 'application/json', 'x-sveltekit-action': 'true' }),
			...(cookie && { cookie: `${cookie.name}=${cookie.value}` })
		},
		...(isForm && { body })
	});
	if (!endpoint.action) return outcomeOf(answer.status, answer.headers.get('location'));
	const result: { status?: number; location?: string; error?: unknown } = await answer.json();
	return outcomeOf(result.status ?? answer.status, result.location ?? null);
}

function outcomeOf(status: number, location: string | null): string {
	if (!location) return String(status);
	const path = location.replace(/\?.*$/, '').replaceAll(/\d+/g, 'N');
	return `${status} to ${path}`;
}

it('every route has a request in this test, and every request a route', () => {
	expect(Object.keys(requests).sort()).toEqual(endpoints.map(nameOf).sort());
});

it(
	'every route answers every role as routes.expected.md says',
	{ tags: ['sampled'], timeout: 300_000 },
	async () => {
		const known = knownOutcomes();
		const sections: string[] = [];
		for (const [turn, endpoint] of endpoints.entries()) {
			const prepare = requests[nameOf(endpoint)];
			if (!prepare) continue;
			const before = known.get(nameOf(endpoint));
			const asking = new Set(sampled(people, Math.ceil(people.length / 4), { turn }));
			const byOutcome = new Map<string, string[]>();
			for (const person of people) {
				const { name, account } = person;
				const outcome =
					(asking.has(person) ? null : before?.get(name)) ?? (await ask(endpoint, await prepare(), account));
				byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), name]);
			}
			const lines = [...byOutcome]
				.sort(([a], [b]) => a.localeCompare(b))
				.map(
					([outcome, names]) =>
						`- ${outcome}: ${names.length === people.length ? 'everybody' : names.join(', ')}`
				);
			sections.push([`## ${nameOf(endpoint)}`, '', ...lines].join('\n'));
		}
		const page = [
			'# What every route answers to whom',
			'Made over HTTP by tests/journeys/routes.spec.ts, each time with a target of its own. “here” is where the issue lies; “author” told it.',
			...sections
		].join('\n\n');
		await expect(`${page}\n`).toMatchFileSnapshot('routes.expected.md');
		expect(page).not.toContain('- 5');
	}
);

it('no route takes a verb that it has not', async () => {
	const wrong: string[] = [];
	for (const route of new Set(endpoints.map((endpoint) => endpoint.route))) {
		const taken = new Set(endpoints.filter((endpoint) => endpoint.route === route).map(({ verb }) => verb));
		const prepare = requests[nameOf(endpoints.find((endpoint) => endpoint.route === route) ?? endpoints[0]!)];
		const prepared = (await prepare?.()) ?? {};
		for (const verb of ['POST', 'PUT', 'PATCH', 'DELETE'].filter((other) => !taken.has(other))) {
			const answer = await fetch(addressOf({ verb, route, action: null }, prepared), {
				method: verb,
				headers: { origin: portal.url }
			});
			if (answer.status !== 405) wrong.push(`${answer.status} ${verb} ${route}`);
		}
	}
	expect(wrong).toEqual([]);
});
