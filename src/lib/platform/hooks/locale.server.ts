import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from '$lib/paraglide/server.js';

/** The address decides the language; requests running side by side keep theirs through AsyncLocalStorage. */
export const handleLocale: Handle = ({ event, resolve }) =>
	// The middleware clones what it is given; a bare request keeps uploads from being held in memory twice.
	paraglideMiddleware(new Request(event.url), ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);
