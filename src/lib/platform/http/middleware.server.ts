import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request and says true, or leaves it untouched to SvelteKit and says false. */
export type Middleware = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const handlers: Middleware[] = [];

// The server that listens (supabase/local/serve.mjs) stands outside the built bundle and finds them by this name.
Object.defineProperty(globalThis, Symbol.for('dianti.middleware'), { value: handlers, configurable: true });

/**
 * Puts a handler ahead of SvelteKit, for the two paths that crowds take (docs/decisions/0005). Whatever is unusual about
 * a request is left to SvelteKit, whose route must be able to answer it as well.
 */
export function useMiddleware(handler: Middleware): void {
	handlers.push(handler);
}

/** One cookie of a request, as it was sent; null when there is none. */
export function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | null {
	for (const pair of (headers.cookie ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
	}
	return null;
}
