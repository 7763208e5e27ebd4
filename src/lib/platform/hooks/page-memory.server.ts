import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Handle } from '@sveltejs/kit';
import { cookieOf, type AheadHandler } from '../ahead.server';
import { config } from '../config.server';
import { pageMemory, type Page, type Rendering } from '../page-memory';
import { readPreferences } from '../preferences';

const memory = pageMemory();
/** Requests that were sent on to be rendered for everybody. */
const renderings = new WeakMap<IncomingMessage, Rendering>();
const packed = new WeakMap<Page, Map<string, Buffer | Promise<void>>>();

/** The pages that are the same for every visitor: a personal one has no business here. */
const sharedPages =
	/^(?:\/en)?(?:\/|\/issues|\/issues\/[1-9]\d*|\/departments(?:\/[a-z0-9_]+)?|\/results(?:\/published\/\d+)?|\/about\/[a-z]+)?$/;
const longestAddress = 500;

/** Answers a visitor who is not signed in from memory; sends one of many on to render what is missing or old. */
export const pageFromMemory: AheadHandler = async (request, response) => {
	const key = keyOf(request);
	if (key === null) return false;
	let advice = memory.advise(key);
	// Who rendered may have failed, or something changed meanwhile: whoever then comes first renders.
	for (let waits = 0; advice.do === 'wait' && waits < 3; waits++) {
		await advice.until;
		advice = memory.advise(key);
	}
	if (advice.do === 'serve') send(request, response, advice.page);
	if (advice.do === 'render') {
		const { rendering } = advice;
		renderings.set(request, rendering);
		response.once('close', () => rendering.giveUp());
	}
	return advice.do === 'serve';
};

/** Keeps what was rendered for everybody, and forgets all of it when something public changed through this instance. */
export const handlePageMemory: Handle = async ({ event, resolve }) => {
	const rendering = event.platform && renderings.get(event.platform.req);
	const response = await resolve(event);
	if (event.locals.session && mayHaveChanged(event.request, event.url, response)) memory.change();
	if (!rendering) return response;
	if (response.status !== 200 || response.headers.has('set-cookie')) {
		rendering.giveUp();
		return response;
	}
	const page = rendering.keep(await asPage(response));
	return new Response(new Uint8Array(page.body), { status: 200, headers: page.headers });
};

/** Who signs in or votes changes no page but the counts, which may be some seconds old. */
function mayHaveChanged({ method }: Request, { search }: URL, { status }: Response): boolean {
	return (
		!['GET', 'HEAD', 'OPTIONS'].includes(method) && status < 500 && !/^\?\/(vote|withdrawVote)$/.test(search)
	);
}

/** What the page depends on besides the data; null for what is not shared. */
function keyOf(request: IncomingMessage): string | null {
	const { method, url = '', headers } = request;
	if (method !== 'GET') return null;
	// Without a fixed address a page would carry the one that this request happened to name.
	if (config().origin === null) return null;
	const at = url.indexOf('?');
	if (!sharedPages.test(at < 0 ? url : url.slice(0, at)) || url.length > longestAddress) return null;
	if (!headers.cookie) return url;
	if (cookieOf(request, 'session') !== null || cookieOf(request, '__Host-session') !== null) return null;
	const { theme, text } = readPreferences(
		cookieOf(request, 'theme') ?? undefined,
		cookieOf(request, 'text') ?? undefined
	);
	return theme === 'auto' && text === 'normal' ? url : `${url} ${theme} ${text}`;
}

async function asPage(response: Response): Promise<Page> {
	const body = Buffer.from(await response.arrayBuffer());
	const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
	// The nonce differs from rendering to rendering; a page that says the same is the same.
	const lasting = nonce ? body.toString('utf8').replaceAll(nonce, '') : body;
	const etag = `"${createHash('sha256').update(lasting).digest('base64url').slice(0, 22)}"`;
	const headers = new Headers(response.headers);
	headers.set('etag', etag);
	headers.set('vary', 'accept-encoding, cookie');
	return { body, etag, headers: [...headers] };
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
	for (const [name, value] of page.headers) response.setHeader(name, value);
	const known = request.headers['if-none-match']?.split(/\s*,\s*/) ?? [];
	if (known.some((tag) => tag.replace(/^W\//, '') === page.etag)) {
		response.writeHead(304).end();
		return;
	}
	const encoding = encodingFor(request.headers['accept-encoding']);
	const smaller = encoding && pack(page, encoding);
	if (smaller) response.setHeader('content-encoding', encoding);
	const body = smaller ?? page.body;
	response.setHeader('content-length', body.length);
	response.writeHead(200).end(body);
}

function encodingFor(accepted: string | undefined): 'br' | 'gzip' | undefined {
	return /\bbr\b/.test(accepted ?? '') ? 'br' : /\bgzip\b/.test(accepted ?? '') ? 'gzip' : undefined;
}

const packers = {
	br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: promisify(gzip)
};

/** Compressed once, when it is asked for the second time; until that is done the page goes out as it is. */
function pack(page: Page, encoding: keyof typeof packers): Buffer | undefined {
	const known = packed.get(page) ?? new Map<string, Buffer | Promise<void>>();
	packed.set(page, known);
	const body = known.get(encoding);
	if (body instanceof Buffer) return body;
	if (!body) {
		known.set(
			encoding,
			packers[encoding](page.body).then((small) => void known.set(encoding, small))
		);
	}
	return undefined;
}
