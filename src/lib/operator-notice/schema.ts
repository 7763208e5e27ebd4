import { z } from 'zod';
import type { Named } from '$lib/platform/i18n/local-name';
import { isWithin, normalizeText, visibleLength } from '$lib/text/normalize';

export const longestZh = 300;
export const longestEn = 600;

const text = (limit: number) =>
	z
		.string('input_invalid')
		.refine((given) => isWithin(given, limit), 'text_too_long')
		.transform((given) => normalizeText(given).trim())
		.transform((given) => (visibleLength(given) === 0 ? '' : given));

const version = z.coerce.number('input_invalid').int('input_invalid').min(1, 'input_invalid');

/** The notice in both languages, or in neither. */
export const noticeForm = z
	.object({
		version,
		textZh: /* @__PURE__ */ text(longestZh),
		textEn: /* @__PURE__ */ text(longestEn),
		shownUntil: z
			// The last day on which it is shown; without one it is shown until it is taken down.
			.string('input_invalid')
			.refine((given) => given === '' || z.iso.date().safeParse(given).success, 'notice_until_invalid')
			.transform((given) => given || null)
	})
	.superRefine(({ textZh, textEn }, context) => {
		if (textZh !== '' && textEn === '')
			context.addIssue({ code: 'custom', message: 'notice_en_missing', path: ['textEn'] });
		if (textZh === '' && textEn !== '')
			context.addIssue({ code: 'custom', message: 'notice_zh_missing', path: ['textZh'] });
	});
export type NoticeInput = z.output<typeof noticeForm>;

/** Taking down needs to know nothing but what is taken down. */
export const takeDownForm = z.object({ version });

/** What somebody should know before submitting. */
export interface SubmissionNotice {
	/** The office's own words in both languages; null where there are none. */
	notice: Named | null;
	/** Issues waiting for the first decision, and how many beyond their deadline; null while none is late. */
	backlog: { waiting: number; overdue: number } | null;
}
