import { m } from '$lib/paraglide/messages.js';
import type { MaskKind } from './mask.ts';

/** What a kind of private place is called in the reader's language. */
export const kindLabels: Record<MaskKind, () => string> = {
	mobile: m.text_kind_mobile,
	identity: m.text_kind_identity,
	bank_card: m.text_kind_bank_card,
	mail: m.text_kind_mail,
	plate: m.text_kind_plate,
	door: m.text_kind_door
};
