import { z } from 'zod';
import { clockKinds, type ClockKind } from '$lib/domain/clocks';
import type { IssueStatus } from '$lib/domain/statuses';
import { isInstant } from '$lib/platform/time/clock';
import { isWithin } from '$lib/text/normalize';

/** Query parameters of the ledger: what is not understood is left out and named, never an error. */
export const ledgerFields = {
	region: z.coerce.number().int().positive().max(2_147_483_647),
	department: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
	clock: z.enum(clockKinds),
	// As the Data API writes it, to the microsecond: a Date would lose the rest.
	after_due: z.string().refine(isInstant),
	after_id: z.coerce.number().int().positive()
};

export interface LedgerFilter {
	/** Always within what the person supervises. */
	region: number;
	department: string | null;
	clock: ClockKind | null;
}

/** The last row of the page before. */
export interface Cursor {
	due: string;
	id: number;
}

export interface OverdueEntry {
	id: number;
	title: string;
	status: IssueStatus;
	regionId: number;
	categoryKey: string;
	departmentKey: string | null;
	clock: ClockKind;
	round: number;
	dueAt: string;
	votes: number;
}

export const reopenSchema = z.object({
	reason: z
		.string('reopen_reason_invalid')
		.refine((reason) => isWithin(reason, 1000), 'reopen_reason_invalid')
});
