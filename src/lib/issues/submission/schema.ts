import { z } from 'zod';
import { isWithin, visibleLength } from '$lib/text/normalize';
import { collectedChannels } from '$lib/domain/channels';
import { bodyLimit, titleLimits } from './rules.ts';

export const titleField = z
	.string('title_empty')
	.trim()
	.refine((title) => visibleLength(title) > 0, { error: 'title_empty', abort: true })
	.refine((title) => visibleLength(title) >= titleLimits.least, { error: 'title_too_short', abort: true })
	.refine((title) => isWithin(title, titleLimits.most), 'title_too_long');

export const bodyField = z
	.string('body_empty')
	.trim()
	.refine((body) => visibleLength(body) > 0, { error: 'body_empty', abort: true })
	.refine((body) => isWithin(body, bodyLimit), 'issue_body_too_long');

const whole = (code: string) =>
	z
		.string(code)
		.regex(/^[1-9]\d{0,8}$/, code)
		.transform(Number);

/** What a resident tells. Error messages are the codes of messages `error_…`. */
const submission = z.object({
	submission_key: z.uuid('submission_key_invalid'),
	region: whole('region_required'),
	category: z.string('category_required').min(1, 'category_required'),
	title: titleField,
	body: bodyField,
	name_form: z.enum(['anonymous', 'surname'], 'name_form_invalid').default('anonymous'),
	surname: z.string().trim().default(''),
	pictures: z.array(z.instanceof(File)).default([]),
	/** Set by a form without JavaScript, which has not shown yet who told the same before. */
	look: z.literal('similar').optional().catch(undefined)
});

export const residentSubmission = submission
	.extend({ consent: z.literal('on', 'publication_consent_required') })
	.refine(({ name_form, surname }) => name_form !== 'surname' || /^\p{L}{1,4}$/u.test(surname), {
		path: ['surname'],
		error: 'surname_invalid',
		// Said together with what else is wrong, not after it.
		when: () => true
	});
export type ResidentSubmission = z.output<typeof residentSubmission>;

/** What a collector enters on a resident's behalf, from another channel. */
export const collectorSubmission = submission.extend({
	consent: z.literal('on', 'consent_of_resident_required'),
	channel: z.enum(collectedChannels, 'channel_required'),
	external_id: z
		.string()
		.trim()
		.max(120, 'external_id_too_long')
		.default('')
		.transform((id) => id || null),
	told_level: z
		.string()
		.regex(/^[1-5]?$/, 'told_level_invalid')
		.default('')
		.transform((level) => (level ? Number(level) : null)),
	/** A day in Asia/Shanghai; empty means today. */
	told_on: z
		.string()
		.default('')
		.refine((day) => day === '' || z.iso.date().safeParse(day).success, 'told_on_invalid')
		.transform((day) => day || null)
});
export type CollectorSubmission = z.output<typeof collectorSubmission>;
