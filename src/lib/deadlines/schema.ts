import { z } from 'zod';
import { clockKinds, type ClockKind } from '$lib/domain/clocks';

/** What is owed until when, as the Data API hands it over. */
const clockSchema = z.object({
	kind: z.enum(clockKinds),
	round: z.number(),
	department_key: z.string().nullable(),
	started_at: z.string(),
	due_at: z.string(),
	paused_at: z.string().nullable(),
	met_at: z.string().nullable(),
	ended_at: z.string().nullable()
});

export interface Clock {
	kind: ClockKind;
	round: number;
	departmentKey: string | null;
	startedAt: string;
	dueAt: string;
	/** Set while the author is asked for more: the time of waiting does not count. */
	pausedAt: string | null;
	metAt: string | null;
	/** Ended without being met: returned, merged, withdrawn, or the round ended. */
	endedAt: string | null;
}

/** Rows of `clocks` → clocks, in the order in which they began. */
export const clocksSchema = z.array(
	clockSchema.transform((row): Clock => ({
		kind: row.kind,
		round: row.round,
		departmentKey: row.department_key,
		startedAt: row.started_at,
		dueAt: row.due_at,
		pausedAt: row.paused_at,
		metAt: row.met_at,
		endedAt: row.ended_at
	}))
);
