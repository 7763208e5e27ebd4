import { readPicture } from '$lib/issues/pictures/service.server';
import { DomainError } from '$lib/platform/errors';
import type { RequestHandler } from './$types';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export const GET: RequestHandler = async ({ params, locals, request, setHeaders }) => {
	const found = uuid.test(params.picture)
		? await readPicture(locals.session, Number(params.id), params.picture)
		: null;
	if (!found) throw new DomainError('not_found', 404);
	// An hour at most in any cache, because an issue may still be withdrawn from the public.
	const caching = found.isPublic ? 'public, max-age=3600' : 'private, no-store';
	const etag = `"${params.picture}"`;
	setHeaders({ 'cache-control': caching, etag });
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304 });
	return new Response(found.bytes, {
		headers: {
			'content-type': found.mediaType,
			'content-length': String(found.bytes.size),
			'content-security-policy': "default-src 'none'; sandbox"
		}
	});
};
