import { describe, expect, it } from 'vitest';
import { deLocalizeUrl, localizeHref, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { href, otherLocaleHref, withoutLocale } from './i18n';

describe('href', () => {
	it.each(['/issues', '/issues/1024?sort=newest&page=a%2Fb', '/about/numbers#rates'])(
		'agrees with Paraglide on %s',
		(path) => {
			for (const language of ['zh-CN', 'en'] as const) {
				expect(href(path, language)).toBe(localizeHref(path, { locale: language }));
			}
		}
	);

	it('keeps the home page off the address that would redirect', () => {
		expect(href('/', 'en')).toBe('/en');
	});
});

describe('withoutLocale', () => {
	it.each(['/', '/en', '/en/issues/3', '/energy', '/issues/en'])('agrees with Paraglide on %s', (path) => {
		expect(withoutLocale(path)).toBe(deLocalizeUrl(new URL(path, 'http://portal.test')).pathname);
	});
});

describe('otherLocaleHref', () => {
	it('leads to the same page with its filters', () => {
		overwriteGetLocale(() => 'en');
		expect(otherLocaleHref(new URL('http://portal.test/en/issues?region=3'))).toBe('/issues?region=3');
		overwriteGetLocale(() => 'zh-CN');
		expect(otherLocaleHref(new URL('http://portal.test/issues?region=3'))).toBe('/en/issues?region=3');
	});
});
