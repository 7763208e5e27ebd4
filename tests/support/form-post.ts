import type { Endpoint } from './route-list.ts';
import type { Prepared } from './route-requests.ts';

/** What a form action said, as `use:enhance` hears it. */
export interface ActionAnswer {
	status: number;
	type: 'success' | 'redirect' | 'failure' | 'error';
	/** Sentences that the person reads. */
	said: string[];
	/** What goes back into the fields. */
	values: Record<string, unknown>;
	text: string;
}

export function addressOf(base: string, { route, action }: Endpoint, { params = {} }: Prepared): string {
	const path = route.replaceAll(/\[(\w+)(?:=\w+)?\]/g, (_, name: string) => String(params[name]));
	return `${base}${path}${action && action !== 'default' ? `?/${action}` : ''}`;
}

export function formOf(fields: Prepared['fields'] = {}): FormData {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	return body;
}

export async function postAction(address: string, cookie: string, body: FormData): Promise<ActionAnswer> {
	const answer = await fetch(address, {
		method: 'POST',
		redirect: 'manual',
		body,
		headers: {
			origin: new URL(address).origin,
			accept: 'application/json',
			'x-sveltekit-action': 'true',
			...(cookie && { cookie })
		}
	});
	return readAction(answer.status, await answer.text());
}

function readAction(status: number, text: string): ActionAnswer {
	const result = parsed(text);
	const told = typeof result.data === 'string' ? unflatten(JSON.parse(result.data)) : null;
	const data = asRecord(told);
	const said = [...Object.values(asRecord(data.errors)), data.problem, asRecord(result.error).message];
	return {
		status: typeof result.status === 'number' ? result.status : status,
		type: typeOf(result.type),
		said: said.filter((sentence) => typeof sentence === 'string').filter(Boolean),
		values: asRecord(data.values),
		text
	};
}

function typeOf(type: unknown): ActionAnswer['type'] {
	return type === 'success' || type === 'redirect' || type === 'failure' ? type : 'error';
}

function parsed(text: string): Record<string, unknown> {
	try {
		return asRecord(JSON.parse(text));
	} catch {
		return {};
	}
}

function asRecord(value: unknown): Record<string, unknown> {
	return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {};
}

/** Kit sends the data flattened: each object holds the places of its members. */
function unflatten(flat: unknown): unknown {
	if (!Array.isArray(flat)) return null;
	const at = (place: unknown): unknown => {
		const value: unknown = typeof place === 'number' && place >= 0 ? flat[place] : null;
		if (Array.isArray(value)) return value.map(at);
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, at(inner)]));
	};
	return at(0);
}
