import { z } from 'zod';
import type { IssueStatus } from '$lib/issues/labels.ts';
import { visibleLength } from '$lib/text/normalize.ts';

/** An issue that may tell the same trouble. */
export interface SimilarIssue {
	id: number;
	title: string;
	status: IssueStatus;
	regionId: number;
	votes: number;
	/** 0 to 1, in hundredths. */
	score: number;
	lastAnswerAt: string | null;
	answerBeginning: string | null;
	/** Steps in the tree of regions from the asked one; null where none was asked. */
	treeDistance: number | null;
}

export interface SimilarQuestion {
	title?: string;
	text: string;
	region?: number | undefined;
	limit?: number;
	/** The issue itself, where it stands already. */
	except?: number | undefined;
}

/** Fewer signs than these tell no trouble. */
export const LEAST_SIGNS = 4;
export const isTelling = (text: string) => visibleLength(text.slice(0, 1_000)) >= LEAST_SIGNS;

const number = (most: number) =>
	z
		.string()
		.regex(/^\d{1,10}$/)
		.transform(Number)
		.pipe(z.number().int().min(1).max(most));

/** What is asked of GET /api/similar. */
export const similarQuery = z.object({
	text: z.string().max(20_000),
	title: z.string().max(1_000).default(''),
	/** Empty as a form sends it when none was chosen. */
	region: number(2_147_483_647)
		.or(z.literal('').transform(() => undefined))
		.optional(),
	limit: number(20).default(5)
});
