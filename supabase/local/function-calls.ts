import type { IncomingMessage, ServerResponse } from 'node:http';
import type postgres from 'postgres';
import type { Claims, Reading } from './tokens.ts';
import { tokenOf } from './tokens.ts';

/** A function of the schema `public` with named arguments and without overloads. */
interface Signature {
	name: string;
	argumentNames: string[];
	argumentTypes: string[];
	returns: 'void' | 'value' | 'values' | 'rows';
}

interface Answer {
	status: number;
	/** Null of a function that returns nothing. */
	json: string | null;
}

interface Options {
	driver: postgres.Sql;
	readToken: (token: string) => Reading | Promise<Reading>;
	maxRows: number;
	/** Answers a request in full, once its body has been read. */
	answerOtherwise: (request: Request) => Response | Promise<Response>;
}

const path = /^\/rest\/v1\/rpc\/([a-z_][a-z0-9_]*)$/;
const largestBody = 1_000_000;

/**
 * A fast path for plain RPC calls (`supabase.rpc(name, args)`), built as PostgREST does it: the arguments go to the database
 * as the JSON that came, the database answers in JSON, and all statements of a call are sent at once. Lite takes six round
 * trips and 2 ms of a core for the same. Anything unusual about a call, errors included, is passed on to lite, which then
 * runs it again: what failed was rolled back. No function here sets `response.status`, so it is not read. Answers false for a
 * request that is no plain call.
 */
export function functionCalls({ driver, readToken, maxRows, answerOtherwise }: Options) {
	let catalogue: Promise<Map<string, Signature>> | undefined;

	return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
		const name = plainCall(request);
		const token = tokenOf(request.headers.authorization, headerOf(request, 'apikey'));
		if (!name || !token) return false;
		const reading = await readToken(token);
		if (!('claims' in reading)) return false;
		catalogue ??= readSignatures(driver).catch((error: unknown) => {
			catalogue = undefined;
			throw error;
		});
		const signature = await catalogue.then(
			(signatures) => signatures.get(name),
			() => undefined
		);
		if (!signature) return false;
		const body = await readBody(request);
		const statement = statementFor(signature, body, maxRows);
		const outcome = statement === null ? 'unusual' : await call(statement, body, reading.claims, request);
		if (outcome === 'unusual') await forward(request, response, body, answerOtherwise);
		else if (outcome.json === null) response.writeHead(204).end();
		else sendJson(response, outcome.status, outcome.json);
		return true;
	};

	async function call(
		statement: string,
		body: string,
		claims: Claims,
		request: IncomingMessage
	): Promise<Answer | 'unusual'> {
		let connection: postgres.ReservedSql;
		try {
			connection = await driver.reserve();
		} catch (error) {
			return failure(error);
		}
		try {
			const [begun, known, called, committed] = await Promise.allSettled([
				connection`begin`,
				connection.unsafe(setCaller, caller(claims, request), { prepare: true }),
				connection.unsafe<{ json: string | null }[]>(statement, [body], { prepare: true }),
				connection`commit`
			]);
			for (const step of [begun, known, called, committed]) {
				if (step.status === 'rejected') return isFinal(step.reason) ? failure(step.reason) : 'unusual';
			}
			return { status: 200, json: called.status === 'fulfilled' ? (called.value[0]?.json ?? null) : null };
		} finally {
			connection.release();
		}
	}
}

/** The function's name if this is a plain call: no query, no preferences, a JSON body of moderate size. */
function plainCall({ method, url = '', headers }: IncomingMessage): string | null {
	const [, name] = path.exec(url) ?? [];
	const { accept = '*/*', prefer, range } = headers;
	const isPlain =
		method === 'POST' &&
		(accept === '*/*' || accept === 'application/json') &&
		headers['content-type'] === 'application/json' &&
		(headers['content-profile'] ?? 'public') === 'public' &&
		Number(headers['content-length'] ?? largestBody) < largestBody &&
		prefer === undefined &&
		range === undefined;
	return isPlain ? (name ?? null) : null;
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

async function readSignatures(driver: postgres.Sql): Promise<Map<string, Signature>> {
	const signatures = await driver<Signature[]>`
		select p.proname as name,
			coalesce(array_agg(a.name order by a.ord) filter (where a.ord is not null), '{}') as "argumentNames",
			coalesce(array_agg(format_type(t.type, null) order by a.ord) filter (where a.ord is not null), '{}') as "argumentTypes",
			case
				when p.prorettype = 'void'::regtype then 'void'
				when not p.proretset then 'value'
				-- A table of one column is rows too, though its type is that of the column.
				when r.typtype = 'c' or p.prorettype = 'record'::regtype or 't' = any (p.proargmodes) then 'rows'
				else 'values'
			end as returns
		from pg_proc p
		join pg_type r on r.oid = p.prorettype
		left join lateral (
			select n.name, row_number() over (order by n.place) as ord
			from unnest(p.proargnames, p.proargmodes) with ordinality as n (name, mode, place)
			where coalesce(n.mode, 'i') = 'i'
		) a on true
		left join lateral unnest(p.proargtypes) with ordinality as t (type, ord) on t.ord = a.ord
		where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.provariadic = 0
			-- A single composite value is left to lite.
			and (p.proretset or (r.typtype <> 'c' and p.prorettype <> 'record'::regtype))
			and (p.pronargs = 0 or '' <> all (p.proargnames))
			and not coalesce(p.proargmodes && '{b,o}', false)
		group by p.oid, r.typtype
		having count(t.type) = p.pronargs`;
	const known = new Map<string, Signature>();
	for (const one of signatures) known.set(one.name, one);
	const overloaded = await driver<{ name: string }[]>`
		select proname as name from pg_proc where pronamespace = 'public'::regnamespace group by 1 having count(*) > 1`;
	for (const { name } of overloaded) known.delete(name);
	return known;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** One statement with the arguments in JSON as its only parameter; null when they do not fit the function. */
function statementFor(signature: Signature, body: string, maxRows: number): string | null {
	const given = namesIn(body);
	if (!given?.every((name) => signature.argumentNames.includes(name))) return null;
	const columns = given.map(
		(name) => `${quoted(name)} ${signature.argumentTypes[signature.argumentNames.indexOf(name)]}`
	);
	const passed = given.map((name) => `${quoted(name)} => a.${quoted(name)}`).join(', ');
	const call = `public.${quoted(signature.name)}(${passed})`;
	const from =
		given.length > 0
			? `json_to_record($1::text::json) as a (${columns.join(', ')})`
			: '(select $1::text) as a (body)';
	switch (signature.returns) {
		case 'void':
			return `select ${call}, null as json from ${from}`;
		case 'value':
			return `select coalesce(to_json(${call})::text, 'null') as json from ${from}`;
		case 'values':
			return `select coalesce(json_agg(r.value), '[]')::text as json
				from (select c.value from ${from}, ${call} as c (value) limit ${maxRows}) r`;
		case 'rows':
			return `select coalesce(json_agg(r), '[]')::text as json from (select c.* from ${from}, ${call} c limit ${maxRows}) r`;
	}
}

function namesIn(body: string): string[] | null {
	try {
		const given: unknown = JSON.parse(body);
		return given && typeof given === 'object' && !Array.isArray(given) ? Object.keys(given).sort() : null;
	} catch {
		return null;
	}
}

/** What a function can read about its caller and the request. */
const settingsOfCall = [
	'role',
	'request.jwt.claim.sub',
	'request.jwt.claim.role',
	'request.jwt.claims',
	'request.method',
	'request.path',
	'request.headers'
];
const setCaller = `select ${settingsOfCall.map((name, n) => `set_config('${name}', $${n + 1}, true)`).join(', ')}`;

function caller(claims: Claims, { method = '', url = '', headers }: IncomingMessage): string[] {
	const { role, sub = '' } = claims;
	const called = url.replace('/rest/v1', '');
	return [role, sub, role, JSON.stringify(claims), method, called, JSON.stringify(headers)];
}

/** Whether a second try must not be made: it may be committed already, the server is gone, or the time is up. */
function isFinal(error: unknown): boolean {
	if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return true;
	return error.severity !== 'ERROR' || error.code === '57014';
}

/** A lost connection is answered as PostgREST answers it, whatever the socket said. */
function failure(error: unknown): Answer {
	console.error(error);
	// A server that stops ends its connections with an error too, a fatal one.
	const isOfDatabase =
		error instanceof Error && 'code' in error && 'severity' in error && error.severity === 'ERROR';
	const [status, code, message] = isOfDatabase
		? [500, error.code, error.message]
		: [503, 'PGRST001', 'Database connection lost'];
	return { status, json: JSON.stringify({ code, message, details: null, hint: null }) };
}

async function forward(
	{ url = '/', method, headers }: IncomingMessage,
	response: ServerResponse,
	body: string,
	answer: Options['answerOtherwise']
): Promise<void> {
	const sent = new Headers();
	for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') sent.set(name, value);
	const given = await answer(
		new Request(`http://127.0.0.1${url}`, { method: method ?? 'POST', headers: sent, body })
	);
	response.writeHead(given.status, [...given.headers].flat());
	response.end(Buffer.from(await given.arrayBuffer()));
}

function sendJson(response: ServerResponse, status: number, json: string): void {
	response.writeHead(status, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': Buffer.byteLength(json)
	});
	response.end(json);
}
