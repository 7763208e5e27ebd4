import type { Named } from '$lib/platform/i18n/local-name';

/** Names of what figures are grouped by. */
export interface GroupNames {
	department: Record<string, Named>;
	/** By path. */
	region: Record<string, Named>;
	category: Record<string, Named>;
}
