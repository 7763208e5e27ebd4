import { createHash } from 'node:crypto';

interface Public {
	contentType: string;
	/** How long anybody may keep it. */
	seconds: number;
}

/** A text that is the same for everybody; who has it already hears so instead. */
export function publicText(request: Request, text: string, { contentType, seconds }: Public): Response {
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
	const headers = { etag, 'cache-control': `public, max-age=${seconds}`, 'content-type': contentType };
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	if (known.some((one) => one.replace(/^W\//, '') === etag))
		return new Response(null, { status: 304, headers });
	return new Response(text, { headers });
}
