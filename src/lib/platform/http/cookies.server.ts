import type { IncomingMessage } from 'node:http';

/** One cookie of a request, as it was sent; null when there is none. */
export function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | null {
	for (const pair of (headers.cookie ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
	}
	return null;
}
