import type { JobHelpers, TaskList } from 'graphile-worker';
import { log } from '$lib/platform/log.server';

const slice = 2_000;

/** Votes and deadlines that passed: nothing announces them to the cells one by one. */
async function refreshResults({ withPgClient }: JobHelpers): Promise<void> {
	await withPgClient(async (database) => {
		await database.query(`select private.count_overdue('3 days')`);
		for (;;) {
			const { rows } = await database.query<{ changed: number }>(
				'select private.count_votes($1) as changed',
				[slice]
			);
			if (!rows[0]?.changed) return;
		}
	});
}

/** Counts everything anew, a slice of issues at a time, and tells what had to be put right. */
async function recountResults(helpers: JobHelpers): Promise<void> {
	await helpers.withPgClient(async (database) => {
		await database.query(`select private.count_overdue('100 years')`);
	});
	await refreshResults(helpers);
	await helpers.withPgClient(async (database) => {
		let issues = 0;
		for (let after: string | null = '0'; after !== null;) {
			const { rows }: { rows: { last_issue: string | null; repaired: number }[] } = await database.query(
				'select last_issue, repaired from private.recount_issues($1, $2)',
				[after, slice]
			);
			issues += rows[0]?.repaired ?? 0;
			after = rows[0]?.last_issue ?? null;
		}
		const { rows } = await database.query<{ cells: number }>('select private.note_recount($1) as cells', [
			issues
		]);
		const cells = rows[0]?.cells ?? 0;
		if (issues > 0 || cells > 0) log.warn({ issues, cells }, 'results were counted wrong and are put right');
		else log.info('results recounted: all right');
	});
}

export const resultTasks: TaskList = {
	refresh_results: (_, helpers) => refreshResults(helpers),
	recount_results: (_, helpers) => recountResults(helpers)
};

/** Every ten minutes, and at 02:40 in Asia/Shanghai; the worker's cron counts in UTC. */
export const resultCron = ['*/10 * * * * refresh_results', '40 18 * * * recount_results'];
