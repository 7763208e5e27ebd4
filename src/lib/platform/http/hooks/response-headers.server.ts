import type { Handle } from '@sveltejs/kit';

const retryAfterSeconds = 5;

/** The CSP is Kit's (svelte.config.js), because it knows the nonces. */
export const handleResponseHeaders: Handle = async ({ event, resolve }) => {
	const answered = withRefusalStatus(await resolve(event), event.locals.refusedWith);
	const response = withPageStatus(answered, event.locals.pageStatus);
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	if (event.url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
	if (response.status === 503 && !headers.has('retry-after')) {
		headers.set('retry-after', String(retryAfterSeconds));
	}
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
	return response;
};

/** Kit answers 500 to every error that is not its own; a domain refusal knows better. */
function withRefusalStatus(response: Response, status: number | undefined): Response {
	if (status === undefined || response.status !== 500) return new Response(response.body, response);
	return new Response(response.body, { status, headers: response.headers });
}

/** A page that shows what it can and still says that it was asked for something that is not there. */
function withPageStatus(response: Response, status: number | undefined): Response {
	if (status === undefined || response.status !== 200) return response;
	return new Response(response.body, { status, headers: response.headers });
}
