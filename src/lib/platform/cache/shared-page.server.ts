import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Page } from './page-cache';

const packed = new WeakMap<Page, Map<string, Buffer | Promise<void>>>();

/** A rendered page with the tag by which browsers know it. */
export async function asPage(response: Response): Promise<Page> {
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

/** Answers 304 when the tag matches, and compressed where the reader takes it. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
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
