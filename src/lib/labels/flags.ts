import { m } from '$lib/paraglide/messages.js';
import type { FlagReason } from '$lib/domain/flags';

const reasons = {
	personal_data: m.flag_reason_personal_data,
	abuse: m.flag_reason_abuse,
	untrue: m.flag_reason_untrue,
	advertising: m.flag_reason_advertising,
	wrong_place: m.flag_reason_wrong_place,
	other: m.flag_reason_other
} satisfies Record<FlagReason, () => string>;

export const flagReasonLabel = (reason: FlagReason) => reasons[reason]();

const parts: Record<string, () => string> = {
	issue: m.flag_part_issue,
	answer: m.flag_part_answer,
	comment: m.flag_part_comment
};

/** Which part of an issue an event is about; empty for one that the page does not know. */
export const partLabel = (part: string) => (Object.hasOwn(parts, part) ? (parts[part]?.() ?? '') : '');
