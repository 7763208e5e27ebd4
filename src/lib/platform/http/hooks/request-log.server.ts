import { randomUUID } from 'node:crypto';
import type { Handle } from '@sveltejs/kit';
import { log } from '../../log/log.server';

/** One line per request. The route's pattern stands for the address, which may carry search words or one-time links. */
export const handleRequestLog: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	event.locals.requestId = randomUUID().slice(0, 8);
	const response = await resolve(event);
	log.info({
		request: event.locals.requestId,
		method: event.request.method,
		route: event.route.id ?? 'none',
		status: response.status,
		ms: Math.round(performance.now() - started)
	});
	return response;
};
