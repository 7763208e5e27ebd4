import { HIDDEN_LABEL } from '$lib/text/mask.ts';

/** The text without the passage, wherever it stands; the text itself where it does not. The database treats earlier editions of an answer alike. */
export function hidePassage(text: string, passage: string): string {
	return text.replaceAll(passage, () => HIDDEN_LABEL);
}
