import { documentOf } from '$lib/scores/service.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	const asked = url.searchParams.get('correction');
	const text = await documentOf(Number(params.id), asked === null ? null : Number(asked));
	return new Response(text, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="scores-${params.id}${asked ? `-${asked}` : ''}.json"`
		}
	});
};
