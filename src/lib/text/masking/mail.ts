import type { Range } from './ranges.ts';

const SIGN = / ?(?:@|\(at\)|\[at\]) ?/gi;
const LOCAL = /[A-Za-z0-9._%+-]{1,64}$/;
const DOMAIN = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}/;
/** The mailbox of an office is there to be read. */
const OFFICE = /(?:^|\.)gov(?:\.|$)/i;
const LONGEST = 260;

/** Addresses of persons; those of offices (gov.cn) stay. */
export function findMails(text: string): Range[] {
	const found: Range[] = [];
	let from = 0;
	for (const sign of text.matchAll(SIGN)) {
		const after = sign.index + sign[0].length;
		const local = LOCAL.exec(text.slice(Math.max(from, sign.index - 64), sign.index));
		const domain = DOMAIN.exec(text.slice(after, after + LONGEST));
		if (!local || !domain || OFFICE.test(domain[0])) continue;
		from = after + domain[0].length;
		found.push({ start: sign.index - local[0].length, end: from });
	}
	return found;
}
