import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { href, type Locale } from '../../i18n/i18n';

/** The address decides the language; requests running side by side keep theirs through AsyncLocalStorage. */
export const handleLocale: Handle = ({ event, resolve }) =>
	// The middleware clones what it is given; a bare request keeps uploads from being held in memory twice.
	paraglideMiddleware(new Request(event.url), ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

/** Does something in a language, outside of a request. */
export async function inLocale<T>(locale: Locale, task: () => T): Promise<T> {
	let done: { value: T } | undefined;
	await paraglideMiddleware(new Request(`http://localhost${href('/', locale)}`), () => {
		done = { value: task() };
		return new Response();
	});
	if (!done) throw new Error(`nothing can be done in ${locale}`);
	return done.value;
}
