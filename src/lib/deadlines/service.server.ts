import { categoryOf } from '$lib/categories/service.server';
import type { Named } from '$lib/platform/i18n/local-name';
import type { ClockKind } from '$lib/domain/clocks';
import { readDeadlineRules } from './store.server.ts';

/** How many natural days are allowed; the rule without category and level holds where no other does. */
export interface DeadlineRule {
	kind: ClockKind;
	category: Named | null;
	/** 1 province … 5 village. */
	level: number | null;
	days: number;
}

export async function listDeadlineRules(): Promise<DeadlineRule[]> {
	const rows = await readDeadlineRules();
	return Promise.all(
		rows.map(async (row) => ({
			kind: row.kind,
			category: row.category_key ? ((await categoryOf(row.category_key)) ?? null) : null,
			level: row.level,
			days: row.days
		}))
	);
}
