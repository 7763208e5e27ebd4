import { answersFeed, atomResponse } from '$lib/feeds/service.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) =>
	atomResponse(await answersFeed(url, url.searchParams.get('department')));
