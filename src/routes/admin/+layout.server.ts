import { requireRole } from '$lib/accounts/guards.server';
import { holdsRole } from '$lib/domain/session';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
	const session = requireRole(locals, 'administrator', 'commission_lead');
	return { isAdministrator: holdsRole(session, 'administrator'), path: url.pathname };
};
