import { deserialize } from '$app/forms';
import { m } from '$lib/paraglide/messages.js';
import { href } from '$lib/platform/i18n/i18n';
import type { SimilarCard } from '../rules.ts';

export interface Typed {
	title: string;
	text: string;
	/** The id of a region, or empty. */
	region: string;
}

/** Issues like what is typed; throws where no answer comes. */
export async function askSimilar(typed: Typed, signal: AbortSignal): Promise<SimilarCard[]> {
	const body = new URLSearchParams({ ...typed });
	const answer = await fetch(href('/issues/new/similar'), { method: 'POST', body, signal });
	if (!answer.ok) throw new Error(`answered ${answer.status}`);
	return answer.json();
}

export interface Outcome {
	isDone: boolean;
	/** What to tell the person. */
	sentence: string;
}

/** Supports an issue from another page, by the same action as its own button. */
export const support = (id: number) => press(id, 'vote', m.similar_supported());
export const withdraw = (id: number) => press(id, 'withdrawVote', m.vote_said_withdrawn());

async function press(id: number, action: 'vote' | 'withdrawVote', done: string): Promise<Outcome> {
	try {
		const answer = await fetch(href(`/issues/${id}?/${action}`), {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new FormData()
		});
		const result = deserialize<{ outcome: string }, { problem: string | null }>(await answer.text());
		if (result.type === 'success') return { isDone: true, sentence: done };
		if (result.type === 'failure' && result.data?.problem) {
			return { isDone: false, sentence: result.data.problem };
		}
		if (result.type === 'redirect') return { isDone: false, sentence: m.error_sign_in_required() };
	} catch {
		// Below, as for any other answer.
	}
	return { isDone: false, sentence: m.similar_support_failed() };
}
