import { normalizeText } from '../normalize.ts';
import type { TitledText } from './compared-text.ts';

/** What a matter is stands at the beginning of a letter. */
const MOST = 1_500;
const LONGEST_TITLE = 60;
/** Who has typed no more than this has typed a title. */
const SHORT = 24;
const SALUTATION = /^(?:尊敬|敬爱|亲爱|您好|你好|领导|各位|大家好|政府)/u;

/** A text as it is compared; where it has no title, its first sentence that says something stands for one. */
export function titledText({ title = '', text }: { title?: string | undefined; text: string }): TitledText {
	const [own, told] = [clean(title), clean(text)];
	if (own) return { title: own, text: told };
	if (told.length <= SHORT) return { title: told, text: '' };
	const sentences = told.split(/(?<=[\s。！？!?；;，,：:])/u);
	const first = sentences.findIndex((sentence) => sentence.length > 5 && !SALUTATION.test(sentence));
	const sentence = sentences[first]?.trim() ?? '';
	if (first < 0 || sentence.length > LONGEST_TITLE || first > 3) return { title: '', text: told };
	return { title: sentence, text: sentences.toSpliced(first, 1).join('') };
}

const clean = (text: string) => normalizeText(text.slice(0, MOST)).trim();
