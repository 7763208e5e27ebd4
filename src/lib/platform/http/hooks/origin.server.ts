import { json, type Handle } from '@sveltejs/kit';
import { messageFor } from '../../i18n/messages.server';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Kit checks Origin for form content types only. Here: whatever changes something and comes from a page must come from
 * ours; a request without Origin passes only when it carries no cookie, as machines do.
 */
export const handleOrigin: Handle = ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (safeMethods.has(method)) return resolve(event);
	const origin = headers.get('origin');
	const foreign = origin === null ? headers.has('cookie') : origin !== event.url.origin;
	if (!foreign) return resolve(event);
	return json({ code: 'foreign_origin', message: messageFor('foreign_origin') }, { status: 403 });
};
