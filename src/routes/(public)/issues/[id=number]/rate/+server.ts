import { redirect } from '@sveltejs/kit';
import { requireSession } from '$lib/accounts/guards.server';
import { href } from '$lib/platform/i18n/i18n';
import type { RequestHandler } from './$types';

/** Where a link invites to rate: signing in comes first, and what follows `#` would be lost on that way. */
export const GET: RequestHandler = ({ locals, params }) => {
	requireSession(locals);
	redirect(303, `${href(`/issues/${params.id}`)}#rate`);
};
