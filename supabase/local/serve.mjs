// Serves the built app. Started by start.ts, and usable alone: `node supabase/local/serve.mjs` with the environment set.
import { createServer } from 'node:http';
import { handler } from '../../build/handler.js';

const origin = new URL(process.env.ORIGIN ?? `http://127.0.0.1:${process.env.PORT}`);
const loopback = new Set(['127.0.0.1', 'localhost']);

/** What the app answers before SvelteKit is asked: src/lib/platform/http/middleware.server.ts. */
const ahead = globalThis[Symbol.for('dianti.middleware')] ?? [];

/** Answers that are not given yet. */
const owed = new Set();
let stopping = false;

/** A letter asked for in an address (/api/similar) is nine bytes a character. */
const maxHeaderSize = 65_536;

const server = createServer({ maxHeaderSize }, async (request, response) => {
	owed.add(response);
	response.once('close', () => owed.delete(response));
	if (stopping) announceEnd(response);
	response.once('finish', () => drain(request));
	// localhost and 127.0.0.1 are two sites to a browser: cookies and the origin check know only one of them.
	const host = request.headers.host ?? '';
	const [name = '', port = ''] = host.split(':');
	if (host !== origin.host && port === origin.port && loopback.has(name) && loopback.has(origin.hostname)) {
		// No new URL(): a path of two slashes would throw, and end the server.
		const path = request.url?.startsWith('/') ? request.url : '/';
		response.writeHead(307, { location: origin.origin + path }).end();
		return;
	}
	for (const answer of ahead) if (await answer(request, response).catch(() => false)) return;
	handler(request, response, () => response.writeHead(404).end());
});

/** A body that the answer did not wait for would stand in the way of the connection's next request. */
function drain(request) {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
}
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1', () =>
	process.send?.('ready', () => undefined)
);
server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});

/** The connection closes behind this answer: kept alive, it would bring more requests until it is cut in the midst of one. */
function announceEnd(response) {
	if (!response.headersSent) response.setHeader('connection', 'close');
	else response.once('finish', () => setImmediate(() => server.closeIdleConnections()));
}

function stop() {
	if (stopping) return;
	stopping = true;
	server.close(() => process.exit(0));
	for (const response of owed) announceEnd(response);
	setTimeout(() => server.closeAllConnections(), 4_000).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The launcher is gone, however it went: do not hold the port after it.
process.on('disconnect', stop);
