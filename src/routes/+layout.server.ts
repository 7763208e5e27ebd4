import { config } from '$lib/platform/config.server';
import { locale } from '$lib/platform/i18n/i18n';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { session } = locals;
	return {
		locale: locale(),
		demo: config().demo,
		preferences: locals.preferences,
		session: session && {
			displayName: session.displayName,
			kind: session.kind,
			unread: session.unread,
			roles: [...new Set(session.grants.map((grant) => grant.role))]
		}
	};
};
