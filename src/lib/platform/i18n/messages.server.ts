import { m } from '$lib/paraglide/messages.js';
import { locale as readersLocale, type Locale } from './i18n';

/**
 * The sentence for a domain error code, in the reader's language. Server only: looking messages up by a computed key
 * would ship every message to the browser, so pages receive finished sentences.
 */
export function messageFor(code: string, locale: Locale = readersLocale()): string {
	return knownMessage(`error_${code}`, locale) ?? m.error_unexpected({}, { locale });
}

function knownMessage(key: string, locale: Locale): string | null {
	const found: unknown = Object.hasOwn(m, key) ? Reflect.get(m, key) : null;
	if (typeof found !== 'function') return null;
	const sentence: unknown = found({}, { locale });
	return typeof sentence === 'string' ? sentence : null;
}
