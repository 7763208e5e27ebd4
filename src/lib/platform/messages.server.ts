import { m } from '$lib/paraglide/messages.js';

/**
 * The sentence for a domain error code, in the reader's language. Server only: looking messages up by a computed key
 * would ship every message to the browser, so pages receive finished sentences.
 */
export function messageFor(code: string): string {
	return knownMessage(`error_${code}`) ?? m.error_unexpected();
}

function knownMessage(key: string): string | null {
	const found: unknown = Object.hasOwn(m, key) ? Reflect.get(m, key) : null;
	if (typeof found !== 'function') return null;
	const sentence: unknown = found({});
	return typeof sentence === 'string' ? sentence : null;
}
