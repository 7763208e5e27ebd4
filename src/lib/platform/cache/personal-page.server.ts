import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locale } from '../i18n/i18n';
import type { Page } from './page-cache';
import { splitAtPersonalParts, fillPersonalParts, type SplitPage } from './personal-parts';

/**
 * The personal parts with these names, as this reader sees them; null for a reader who needs a page of their own. The same
 * page always passes the same array of names, so that work on it can be cached.
 */
export type PersonalPartsFor = (
	request: IncomingMessage,
	names: readonly string[],
	locale: Locale
) => Promise<ReadonlyMap<string, Buffer> | null>;

/** A cached page without its personal parts, prepared once so that a request only copies bytes. */
interface Template extends SplitPage {
	names: readonly string[];
	headers: [string, string][];
	/** Names and values in turn: `writeHead` takes this form without a call per header. */
	flatHeaders: string[];
}

const templates = new WeakMap<Page, Template>();

function templateOf(page: Page): Template {
	const known = templates.get(page);
	if (known) return known;
	const cut = splitAtPersonalParts(page.body.toString('utf8'));
	const names = cut.slots.map(({ name }) => name);
	const headers = page.headers.filter(([name]) => name !== 'etag' && name !== 'content-length');
	const template = { ...cut, names, headers, flatHeaders: headers.flat() };
	templates.set(page, template);
	return template;
}

interface PersonalPage {
	body: Buffer;
	headers: [string, string][];
	flatHeaders: string[];
}

/** The page as this reader sees it; null for one who needs a page of their own. */
export async function personalPage(
	page: Page,
	request: IncomingMessage,
	partsFor: PersonalPartsFor
): Promise<PersonalPage | null> {
	const template = templateOf(page);
	const texts = await partsFor(request, template.names, localeOf(request));
	const { headers, flatHeaders } = template;
	return texts && { body: fillPersonalParts(template, texts), headers, flatHeaders };
}

export function localeOf({ url = '' }: IncomingMessage): Locale {
	return /^\/en(?:[/?]|$)/.test(url) ? 'en' : 'zh-CN';
}

export function sendPersonal(response: ServerResponse, { flatHeaders, body }: PersonalPage): void {
	response.writeHead(200, [...flatHeaders, 'content-length', String(body.length)]);
	response.end(body);
}
