import { issuesFeed } from '$lib/feeds/service.server';
import { publicText } from '$lib/platform/http/etag.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, request }) =>
	publicText(request, await issuesFeed(url), {
		contentType: 'application/atom+xml; charset=utf-8',
		seconds: 60
	});
