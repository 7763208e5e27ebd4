import type { Named } from '$lib/platform/i18n/local-name.ts';

/** A unit that answers; a town government is a department of its town. */
export interface Department extends Named {
	key: string;
	regionId: number;
	dutyZh: string;
	dutyEn: string;
	phone: string | null;
	isActive: boolean;
}
