import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { href } from '$lib/platform/i18n/i18n';
import { holdsRole } from '$lib/domain/session';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const session = requireRole(locals, 'administrator', 'commission_lead');
	redirect(303, href(holdsRole(session, 'administrator') ? '/admin/regions' : '/admin/staff'));
};
