import { m } from '$lib/paraglide/messages.js';
import type { ClockKind } from '$lib/domain/clocks';

const clocks = {
	accept: m.deadline_accept,
	first_answer: m.deadline_first_answer,
	resolve: m.deadline_resolve
} satisfies Record<ClockKind, () => string>;

export const clockLabel = (kind: ClockKind) => clocks[kind]();
