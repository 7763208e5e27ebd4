import { getLocale, type Locale } from '$lib/paraglide/runtime.js';

export type { Locale };

export function locale(): Locale {
	return getLocale();
}

/** A path of this site (`/issues?page=…`) in the reader's language. */
export function href(path: string, language: Locale = getLocale()): string {
	if (language !== 'en') return path;
	// The home page's English address has no slash at its end.
	return `/en${path === '/' || path.startsWith('/?') ? path.slice(1) : path}`;
}

export function otherLocale(): Locale {
	return getLocale() === 'en' ? 'zh-CN' : 'en';
}

/** The same page, filters included, in the other language. */
export function otherLocaleHref(url: Pick<URL, 'pathname' | 'search'>): string {
	return href(withoutLocale(url.pathname) + url.search, otherLocale());
}

/** The language that a path of this site is in. */
export function localeOf(pathname: string): Locale {
	return withoutLocale(pathname) === pathname ? 'zh-CN' : 'en';
}

export function withoutLocale(pathname: string): string {
	if (pathname === '/en') return '/';
	return pathname.startsWith('/en/') ? pathname.slice(3) : pathname;
}
