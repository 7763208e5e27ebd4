import { href } from './i18n';

/** A path of this site in the reader's language with these parameters; empty ones are left out. */
export function address(
	path: string,
	parameters: Record<string, string | number | null | undefined>
): string {
	const given = Object.entries(parameters).filter(
		([, value]) => value !== null && value !== undefined && value !== ''
	);
	const query = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
	return href(query === '' ? path : `${path}?${query}`);
}
