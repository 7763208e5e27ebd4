import { config } from '$lib/platform/config.server';
import type { Middleware } from './middleware';

let known: URL | null | undefined;

/** Where the portal is reached; null when each request has to tell. */
function ownAddress(): URL | null {
	const { origin } = config();
	return (known ??= origin === null ? null : new URL(origin));
}

const loopback = new Set(['127.0.0.1', 'localhost']);

/** localhost and 127.0.0.1 are two sites to a browser: cookies and the origin check know only one of them. */
export const oneAddress: Middleware = async ({ headers, url }, response, next) => {
	const origin = ownAddress();
	const { host = '' } = headers;
	const [name = '', port = ''] = host.split(':');
	if (!origin || host === origin.host || port !== origin.port) return next();
	if (!loopback.has(name) || !loopback.has(origin.hostname)) return next();
	// No new URL(): a path of two slashes would throw.
	response.writeHead(307, { location: origin.origin + (url?.startsWith('/') ? url : '/') }).end();
};
