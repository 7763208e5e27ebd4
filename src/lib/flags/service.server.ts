import { hashNetwork } from '$lib/accounts/keys.server';
import { readIssue } from '$lib/issues/issue-page/service.server';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { beginning } from '$lib/text/normalize';
import { prepareText } from '$lib/text/prepare.server';
import type { Flagged, FlagInput } from './schema.ts';
import * as store from './store.server.ts';

export interface FlaggedText {
	part: 'issue' | 'answer' | 'comment';
	title: string;
	/** The beginning of what is flagged. */
	excerpt: string;
}

const excerptLength = 160;

/** What somebody is about to flag, as the public reads it. Refuses what is not public. */
export async function flaggedText(number: string, { answer, comment }: Flagged): Promise<FlaggedText> {
	const { issue } = await readIssue(number);
	const comments = issue.answers.flatMap((one) => one.comments);
	const [part, text] =
		comment !== undefined
			? (['comment', comments.find((one) => one.id === comment)?.text] as const)
			: answer !== undefined
				? (['answer', issue.answers.find((one) => one.id === answer)?.body] as const)
				: (['issue', issue.body] as const);
	if (text === undefined) throw new DomainError('flagged_not_found', 404);
	return { part, title: issue.title, excerpt: beginning(text, excerptLength) };
}

/** With or without an account; `already` when the same person has an open flag on the same thing. */
export async function raiseFlag(
	session: Session | null,
	address: string,
	issue: number,
	flagged: Flagged,
	{ reason, words }: FlagInput
): Promise<{ already: boolean }> {
	const outcome = await store.raise(
		issue,
		flagged,
		{ reason, words: prepareText(words).masked },
		session?.accountId ?? null,
		hashNetwork(address)
	);
	return { already: outcome === 'flagged_already' };
}
