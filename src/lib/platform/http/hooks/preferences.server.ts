import type { Handle } from '@sveltejs/kit';
import { readPreferences } from '../preferences';

/** Colour scheme and text size are in the first byte of the page: no flash, and no script needed. */
export const handlePreferences: Handle = ({ event, resolve }) => {
	const preferences = readPreferences(event.cookies.get('theme'), event.cookies.get('text'));
	event.locals.preferences = preferences;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace('%theme%', preferences.theme).replace('%text%', preferences.text)
	});
};
