// Serves the built app: `node build`, with the environment set (docs/operations.md). Started by start.ts.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { stopFollowing } from '$lib/platform/cache/public-changes.server';
import { middleware } from './middleware';

/** A letter asked for in an address (/api/similar) is nine bytes a character. */
const maxHeaderSize = 65_536;

/** Listens at HOST and PORT until it is told to stop. The build calls it with what adapter-node made of the app. */
export function serve(svelteKit: RequestListener): void {
	/** Answers that are not given yet. */
	const owed = new Set<ServerResponse>();
	let stopping = false;

	const server = createServer({ maxHeaderSize }, (request, response) => {
		owed.add(response);
		response.once('close', () => owed.delete(response));
		if (stopping) announceEnd(response);
		response.once('finish', () => drain(request));
		void middleware(request, response, () => svelteKit(request, response));
	});
	server.keepAliveTimeout = 65_000;
	server.on('error', (error) => {
		console.error(error.message);
		process.exit(1);
	});
	server.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1', () =>
		process.send?.('ready', () => undefined)
	);

	/** The connection closes behind this answer: kept alive, it would bring more requests until it is cut in the midst of one. */
	function announceEnd(response: ServerResponse): void {
		if (!response.headersSent) response.setHeader('connection', 'close');
		else response.once('finish', () => setImmediate(() => server.closeIdleConnections()));
	}

	function stop(): void {
		if (stopping) return;
		stopping = true;
		stopFollowing();
		server.close(() => process.exit(0));
		for (const response of owed) announceEnd(response);
		setTimeout(() => server.closeAllConnections(), 4_000).unref();
	}
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	// The launcher is gone, however it went: do not hold the port after it.
	process.on('disconnect', stop);
}

/** A body that the answer did not wait for would stand in the way of the connection's next request. */
function drain(request: IncomingMessage): void {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
}
