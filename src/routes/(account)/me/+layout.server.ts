import { requireSession } from '$lib/accounts/guards.server';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
	requireSession(locals);
	return { path: url.pathname };
};
