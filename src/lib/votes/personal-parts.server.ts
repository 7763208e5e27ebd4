import { render } from 'svelte/server';
import AccountLink from '$lib/accounts/components/AccountLink.svelte';
import { sessionOfRequest } from '$lib/accounts/session.server';
import { m } from '$lib/paraglide/messages.js';
import { isDomainError } from '$lib/platform/errors';
import { inLocale } from '$lib/platform/hooks/locale.server';
import type { PersonalPartsFor } from '$lib/platform/hooks/page-memory.server';
import type { Locale } from '$lib/platform/i18n';
import { votedAmong } from './service.server.ts';

/**
 * What a resident sees on the pages that are otherwise the same for everybody: the way to their own pages, and which of
 * the issues they support. Staff, whose pages differ in more, and sessions that are over are left to SvelteKit.
 */
export const residentParts: PersonalPartsFor = async (request) => {
	const session = await sessionOfRequest(request);
	if (session?.kind !== 'resident' || session.grants.length > 0) return null;
	return async (names, locale) => {
		const texts = new Map([['account', await accountLink(locale, session.unread)]]);
		const issueIds = names.flatMap((name) => (name.startsWith('vote-') ? [Number(name.slice(5))] : []));
		const mark = m.issue_voted_by_you({}, { locale });
		for (const id of await supported(session, issueIds)) texts.set(`vote-${id}`, mark);
		return texts;
	};
};

async function supported(...[session, issueIds]: Parameters<typeof votedAmong>): Promise<number[]> {
	try {
		return await votedAmong(session, issueIds);
	} catch (error) {
		// The page stands without the marks while the database does not answer.
		if (isDomainError(error, 'database_unavailable')) return [];
		throw error;
	}
}

const links = new Map<string, Promise<string>>();

function accountLink(locale: Locale, unread: number): Promise<string> {
	const key = `${locale} ${Math.min(unread, 100)}`;
	const known =
		links.get(key) ?? inLocale(locale, () => render(AccountLink, { props: { session: { unread } } }).body);
	links.set(key, known);
	return known;
}
