import { m } from '$lib/paraglide/messages.js';
import type { CastOutcome, WithdrawOutcome } from './rules.ts';

const sentences = {
	counted: m.vote_said_counted,
	already_counted: m.vote_said_already_counted,
	withdrawn: m.vote_said_withdrawn,
	not_voted: m.vote_said_not_voted,
	followed: m.follow_said_on,
	unfollowed: m.follow_said_off
} satisfies Record<CastOutcome | WithdrawOutcome | 'followed' | 'unfollowed', () => string>;

export const outcomeSentence = (outcome: keyof typeof sentences) => sentences[outcome]();
