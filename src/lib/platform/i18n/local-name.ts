import { getLocale } from '$lib/paraglide/runtime.js';

/** Anything that has its name in both languages. */
export interface Named {
	nameZh: string;
	nameEn: string;
}

/** The name in the language of the page being rendered. */
export function localName(named: Named): string {
	return getLocale() === 'en' ? named.nameEn : named.nameZh;
}
