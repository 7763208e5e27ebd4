import type { Reroute } from '@sveltejs/kit';
import { withoutLocale } from '$lib/platform/i18n/i18n';

export const reroute: Reroute = ({ url }) => withoutLocale(url.pathname);
