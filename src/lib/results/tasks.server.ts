import type { JobHelpers, TaskList } from 'graphile-worker';
import { log } from '$lib/platform/log/log.server';

const slice = 2_000;

/** Counts everything anew, a slice at a time, and tells what had to be put right. */
async function recountResults({ withPgClient }: JobHelpers): Promise<void> {
	await withPgClient(async (database) => {
		await database.query('select private.count_everything()');
		let issues = 0;
		for (let after: string | null = '0'; after !== null;) {
			const { rows }: { rows: { last_issue: string | null; repaired: number }[] } = await database.query(
				'select last_issue, repaired from private.recount_issues($1, $2)',
				[after, slice]
			);
			issues += rows[0]?.repaired ?? 0;
			after = rows[0]?.last_issue ?? null;
		}
		let totals = 0;
		const { rows: places } = await database.query<{ region: number; measure: string }>(
			'select r.id as region, m.measure from public.regions r cross join unnest(private.measures()) m (measure)'
		);
		for (const { region, measure } of places) {
			const { rows } = await database.query<{ repaired: number }>(
				'select private.recount_totals($1, $2) as repaired',
				[region, measure]
			);
			totals += rows[0]?.repaired ?? 0;
		}
		await database.query('insert into private.recounts (issues_repaired, totals_repaired) values ($1, $2)', [
			issues,
			totals
		]);
		if (issues > 0 || totals > 0) {
			log.warn({ issues, totals }, 'results were counted wrong and are put right');
		} else log.info('results recounted: all right');
	});
}

export const resultTasks: TaskList = {
	recount_results: (_, helpers) => recountResults(helpers)
};

/** At 02:40 in Asia/Shanghai; the worker's cron counts in UTC. */
export const resultCron = ['40 18 * * * recount_results'];
