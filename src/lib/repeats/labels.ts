import { m } from '$lib/paraglide/messages.js';
import type { Kinds, RepeatEvent } from './schema.ts';

const kinds = {
	years: m.repeats_years,
	levels: m.repeats_levels,
	channels: m.repeats_channels
} satisfies Record<keyof Kinds, () => string>;

const levels: Record<number, () => string> = {
	1: m.repeats_level_1,
	2: m.repeats_level_2,
	3: m.repeats_level_3,
	4: m.repeats_level_4,
	5: m.repeats_level_5
};

const events = {
	made: m.repeats_event_made,
	added: m.repeats_event_added,
	changed: m.repeats_event_changed,
	removed: m.repeats_event_removed,
	dissolved: m.repeats_event_dissolved
} satisfies Record<RepeatEvent['kind'], () => string>;

/** 多年, 多层, 多头: those that hold. */
export function kindLabels(held: Kinds): string[] {
	const order = ['years', 'levels', 'channels'] as const;
	return order.filter((kind) => held[kind]).map((kind) => kinds[kind]());
}
export const levelLabel = (level: number) => levels[level]?.() ?? '';
export const repeatEventLabel = (kind: RepeatEvent['kind']) => events[kind]();
