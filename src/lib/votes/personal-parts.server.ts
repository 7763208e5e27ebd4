import { AccountLink } from '$lib/accounts';
import { render } from 'svelte/server';
import { claimedSession } from '$lib/accounts/session.server';
import { m } from '$lib/paraglide/messages.js';
import { inLocale } from '$lib/platform/http/hooks/locale.server';
import type { PersonalPartsFor } from '$lib/platform/cache/personal-page.server';
import type { Locale } from '$lib/platform/i18n/i18n';
import { residentOn } from './service.server.ts';

/**
 * What a resident sees on the pages that are otherwise the same for everybody: the way to their own pages, and which of
 * the issues they support. Staff, whose pages differ in more, and sessions that are over are left to SvelteKit.
 */
export const residentParts: PersonalPartsFor = async (request, names, locale) => {
	const claimed = claimedSession(request);
	const resident = claimed && (await residentOn(claimed, issuesNamed(names)));
	if (!resident) return null;
	const texts = new Map([['account', await accountLink(locale, resident.unread)]]);
	for (const id of resident.supported) texts.set(`vote-${id}`, voteMarks[locale]);
	return texts;
};

const idsOfNames = new WeakMap<readonly string[], number[]>();

function issuesNamed(names: readonly string[]): number[] {
	const known = idsOfNames.get(names);
	if (known) return known;
	const ids = names.flatMap((name) => (name.startsWith('vote-') ? [Number(name.slice(5))] : []));
	idsOfNames.set(names, ids);
	return ids;
}

const voteMarks = {
	'zh-CN': Buffer.from(m.issue_voted_by_you({}, { locale: 'zh-CN' })),
	en: Buffer.from(m.issue_voted_by_you({}, { locale: 'en' }))
} satisfies Record<Locale, Buffer>;

const links = new Map<string, Promise<Buffer>>();

function accountLink(locale: Locale, unread: number): Promise<Buffer> {
	const key = `${locale} ${Math.min(unread, 100)}`;
	const known =
		links.get(key) ??
		inLocale(locale, () => Buffer.from(render(AccountLink, { props: { session: { unread } } }).body));
	links.set(key, known);
	return known;
}
