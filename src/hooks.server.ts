import { sequence } from '@sveltejs/kit/hooks';
import { handleSession } from '$lib/accounts/session.server';
import { reportError } from '$lib/platform/hooks/errors.server';
import { handleLocale } from '$lib/platform/hooks/locale.server';
import { handleOrigin } from '$lib/platform/hooks/origin.server';
import { handlePreferences } from '$lib/platform/hooks/preferences.server';
import { handleRequestLog } from '$lib/platform/hooks/request-log.server';
import { handleResponseHeaders } from '$lib/platform/hooks/response-headers.server';

export const handle = sequence(
	handleRequestLog,
	handleResponseHeaders,
	handleOrigin,
	handleLocale,
	handlePreferences,
	handleSession
);

export const handleError = reportError;
