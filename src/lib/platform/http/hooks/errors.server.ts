import { randomUUID } from 'node:crypto';
import type { HandleServerError } from '@sveltejs/kit';
import { DomainError } from '../../errors';
import { log } from '../../log/log.server';
import { messageFor } from '../../i18n/messages.server';

/** A domain refusal becomes its sentence; anything else an id in the log and a safe sentence on the page. */
export const reportError: HandleServerError = ({ error, event, status }) => {
	if (error instanceof DomainError) {
		event.locals.refusedWith = error.status;
		// A page that was only being read has no typed text to speak of.
		const isReading = error.code === 'database_unavailable' && event.request.method === 'GET';
		const message = messageFor(isReading ? 'page_unavailable' : error.code);
		return { message, code: error.code, status: error.status };
	}
	const code = status === 404 ? 'not_found' : status === 413 ? 'form_too_large' : 'unexpected';
	if (status < 500) return { message: messageFor(code), code, status };
	const id = randomUUID().slice(0, 8);
	log.error(
		{ err: error, errorId: id, request: event.locals.requestId, route: event.route.id },
		'unexpected'
	);
	return { message: messageFor(code), code, status, id };
};
