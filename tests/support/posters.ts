import { cookieFor } from './session.ts';
import type { TestStack } from './stack.ts';
import type { World } from './world.ts';

export type Poster =
	| 'visitor'
	| 'author'
	| 'collector'
	| 'intake_officer'
	| 'officer'
	| 'department_lead'
	| 'supervisor'
	| 'commission_lead'
	| 'administrator';

/** Who may ask this of the portal, by the endpoint's name: `POST /desk/[id=number] ?/save`. */
export function posterOf(endpoint: string): Poster {
	const path = endpoint.replace(/^\w+ /, '');
	if (path.endsWith('as collector')) return 'collector';
	if (path.startsWith('/admin')) return 'administrator';
	if (path.startsWith('/intake')) return 'intake_officer';
	if (path.startsWith('/desk')) return /\?\/(progress|return)$/.test(path) ? 'officer' : 'department_lead';
	if (path.startsWith('/commission/issues')) return 'supervisor';
	if (path.startsWith('/commission') || path.endsWith('?/correct')) return 'commission_lead';
	if (/^\/(me|issues\/new|sign-out)\b|\/rate\b|\?\//.test(path) && !path.startsWith('/sign-in'))
		return 'author';
	return 'visitor';
}

/** Signs in one account per role, when it is first asked for; gives the cookie to send. */
export function postersOf(
	{ sql }: TestStack,
	world: World,
	author: string
): (who: Poster) => Promise<string> {
	const cookies = new Map<Poster, Promise<string>>();
	async function signIn(who: Poster): Promise<string> {
		if (who === 'visitor') return '';
		// Administrators of the root may change what serves everybody.
		const at = who === 'administrator' ? { region: world.regions.city } : {};
		const { name, value } = await cookieFor(sql, who === 'author' ? author : await world.staff(who, at));
		return `${name}=${value}`;
	}
	return (who) => {
		const cookie = cookies.get(who) ?? signIn(who);
		cookies.set(who, cookie);
		return cookie;
	};
}
