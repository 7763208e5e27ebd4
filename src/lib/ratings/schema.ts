import { z } from 'zod';
import { isWithin } from '$lib/text/normalize';

export const commentLimit = 500;

/** 非常满意 5 … 非常不满意 1; below 3 counts as a bad rating. */
export const satisfactions = ['5', '4', '3', '2', '1'] as const;

const yesOrNo = z
	.enum(['yes', 'no', ''], 'input_invalid')
	.default('')
	.transform((answer) => (answer === '' ? null : answer === 'yes'));

export const ratingSchema = z.object({
	response: z
		.string('input_invalid')
		.regex(/^[1-9]\d{0,14}$/, 'input_invalid')
		.transform(Number),
	/** The revision of the answer that the person had before their eyes. */
	revision: z
		.string('input_invalid')
		.regex(/^[1-9]\d{0,3}$/, 'input_invalid')
		.transform(Number),
	to_the_point: yesOrNo,
	solved: yesOrNo,
	satisfaction: z.enum(satisfactions, 'satisfaction_required').transform(Number),
	comment: z
		.string()
		.trim()
		.default('')
		.refine((comment) => isWithin(comment, commentLimit), 'comment_too_long')
});
export type RatingInput = z.output<typeof ratingSchema>;

export interface OwnRating {
	satisfaction: number;
	solved: boolean | null;
	toThePoint: boolean | null;
	comment: string;
	ratedAt: string;
	changeableUntil: string;
}

export interface RatedListed {
	issueId: number;
	title: string;
	satisfaction: number;
	solved: boolean | null;
	ratedAt: string;
}
