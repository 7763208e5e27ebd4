import { readFileSync } from 'node:fs';

let body: string | undefined;

export function GET(): Response {
	body ??= readFileSync(process.env.BARE_BODY ?? '', 'utf8');
	return new Response(body, { headers: { 'content-type': 'text/html' } });
}
