import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request, or leaves it untouched and calls `next`, as in connect and polka. Whatever is unusual about a
 * request is left to SvelteKit, whose route must be able to answer it as well.
 */
export type Middleware = (
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
) => Promise<void>;

/** Tries them in order; what none of them answers, or one fails at, goes on to `last`. */
export function inOrder(layers: readonly Middleware[]): Middleware {
	return async (request, response, last) => {
		const enter = async (place: number): Promise<void> => {
			const layer = layers[place];
			if (!layer) return last();
			let isPassedOn = false;
			const next = () => {
				isPassedOn = true;
				void enter(place + 1);
			};
			try {
				await layer(request, response, next);
			} catch {
				if (!isPassedOn && !response.headersSent) next();
			}
		};
		await enter(0);
	};
}
