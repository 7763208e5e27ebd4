import type { Named } from '$lib/platform/i18n/local-name.ts';

/** What an issue is about (领域). */
export interface Category extends Named {
	key: string;
	isActive: boolean;
}
