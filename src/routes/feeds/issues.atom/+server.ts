import { atomResponse, issuesFeed } from '$lib/feeds/service.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => atomResponse(await issuesFeed(url));
