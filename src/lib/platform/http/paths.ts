/** Where a `back` or `next` parameter may lead: a path of this site, never `//host`, `/\host` or another scheme. */
export function pathOfThisSite(path: string | null | undefined, otherwise = '/'): string {
	if (!path?.startsWith('/')) return otherwise;
	const base = 'http://portal.invalid';
	try {
		const target = new URL(path, base);
		return target.origin === base ? target.pathname + target.search : otherwise;
	} catch {
		return otherwise;
	}
}
