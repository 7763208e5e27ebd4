import { m } from '$lib/paraglide/messages.js';

/** 1 province to 5 village. */
export function levelName(level: number): string {
	const names = [m.admin_level_1, m.admin_level_2, m.admin_level_3, m.admin_level_4, m.admin_level_5];
	return names[level - 1]?.() ?? '';
}

export function activeLabel(isActive: boolean): string {
	return isActive ? m.admin_active() : m.admin_closed();
}
