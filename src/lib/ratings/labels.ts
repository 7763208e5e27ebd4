import { m } from '$lib/paraglide/messages.js';

const satisfactions: Record<number, () => string> = {
	5: m.rating_satisfaction_5,
	4: m.rating_satisfaction_4,
	3: m.rating_satisfaction_3,
	2: m.rating_satisfaction_2,
	1: m.rating_satisfaction_1
};

export const satisfactionLabel = (satisfaction: number) =>
	satisfactions[satisfaction]?.() ?? String(satisfaction);

export const solvedLabel = (solved: boolean | null) =>
	solved === null ? null : solved ? m.rating_says_solved() : m.rating_says_not_solved();
