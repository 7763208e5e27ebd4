import { sequence } from '@sveltejs/kit/hooks';
import { handleSession } from '$lib/accounts/session.server';
import { reportError } from '$lib/platform/http/hooks/errors.server';
import { handleLocale } from '$lib/platform/http/hooks/locale.server';
import { handleOrigin } from '$lib/platform/http/hooks/origin.server';
import { handlePreferences } from '$lib/platform/http/hooks/preferences.server';
import { handleRequestLog } from '$lib/platform/http/hooks/request-log.server';
import { handleResponseHeaders } from '$lib/platform/http/hooks/response-headers.server';
import { followPublicChanges } from '$lib/platform/cache/public-changes.server';
import { dependenciesOf } from './page-topics';
import { pageCacheHandle } from './server/middleware/page-cache';

export async function init(): Promise<void> {
	await followPublicChanges();
}

export const handle = sequence(
	handleRequestLog,
	pageCacheHandle(dependenciesOf),
	handleResponseHeaders,
	handleOrigin,
	handleLocale,
	handlePreferences,
	handleSession
);

export const handleError = reportError;
