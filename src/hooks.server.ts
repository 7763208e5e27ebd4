import { sequence } from '@sveltejs/kit/hooks';
import { handleSession } from '$lib/accounts/session.server';
import { answerAhead } from '$lib/platform/ahead.server';
import { reportError } from '$lib/platform/hooks/errors.server';
import { handleLocale } from '$lib/platform/hooks/locale.server';
import { handleOrigin } from '$lib/platform/hooks/origin.server';
import { pageFromMemory, pageMemoryHandle } from '$lib/platform/hooks/page-memory.server';
import { handlePreferences } from '$lib/platform/hooks/preferences.server';
import { handleRequestLog } from '$lib/platform/hooks/request-log.server';
import { handleResponseHeaders } from '$lib/platform/hooks/response-headers.server';
import { followPublicChanges } from '$lib/platform/public-changes.server';
import { voteIntake } from '$lib/votes/intake.server';
import { residentParts } from '$lib/votes/personal-parts.server';
import { dependenciesOf } from './page-topics';

export function init(): void {
	answerAhead(voteIntake);
	answerAhead(pageFromMemory(residentParts));
	followPublicChanges();
}

export const handle = sequence(
	handleRequestLog,
	pageMemoryHandle(dependenciesOf),
	handleResponseHeaders,
	handleOrigin,
	handleLocale,
	handlePreferences,
	handleSession
);

export const handleError = reportError;
