import { z } from 'zod';
import type { Named } from '$lib/platform/i18n/local-name';
import { isWithin, visibleLength } from '$lib/text/normalize';
import type { StaffIssue } from '../types.ts';
import { bodyField, titleField } from '../submission/schema.ts';

/** The author's own issue: all that staff see of it but what is internal, and the author's own words. */
export type OwnIssue = Omit<StaffIssue, 'version'> & {
	original: { title: string; body: string };
	hasAppealed: boolean;
	/** With what it means, and what the author can do now. */
	rejection: (Named & { meaning: Named }) | null;
};

export const completionSchema = z.object({
	title: titleField,
	body: bodyField,
	pictures: z.array(z.instanceof(File)).default([])
});
export type Completion = z.output<typeof completionSchema>;

export const picturesSchema = z.object({
	pictures: z.array(z.instanceof(File), 'pictures_required').min(1, 'pictures_required')
});

export const appealSchema = z.object({
	reason: z
		.string('appeal_reason_invalid')
		.trim()
		.refine((reason) => visibleLength(reason) >= 4 && isWithin(reason, 1500), 'appeal_reason_invalid')
});

export const withdrawalSchema = z.object({ sure: z.literal('on', 'withdraw_unconfirmed') });
