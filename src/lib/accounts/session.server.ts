import type { Handle } from '@sveltejs/kit';

export const handleSession: Handle = ({ event, resolve }) => {
	event.locals.session = null;
	return resolve(event);
};
