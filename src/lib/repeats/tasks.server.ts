import type { JobHelpers, TaskList } from 'graphile-worker';
import { findSimilar } from '$lib/similar/service.server';

/** Issues looked at in one run; the next run goes on. */
const slice = 200;

interface Issue {
	issue_id: string;
	title: string;
	body: string;
}

/** Looks for earlier tellings of whatever became public; the database decides what of it is worth a suggestion. */
async function suggestRepeats({ withPgClient }: JobHelpers): Promise<void> {
	await withPgClient(async (database) => {
		const { rows: issues } = await database.query<Issue>(
			'select issue_id, title, body from private.issues_to_check($1)',
			[slice]
		);
		for (const { issue_id, title, body } of issues) {
			// Without a region: the same matter on another level may be far away in the tree.
			const alike = await findSimilar({ title, text: body, except: Number(issue_id) });
			await database.query('select private.suggest_repeats($1, $2, $3)', [
				issue_id,
				alike.map(({ id }) => id),
				alike.map(({ score }) => score)
			]);
		}
	});
}

export const repeatTasks: TaskList = {
	suggest_repeats: (_, helpers) => suggestRepeats(helpers)
};

/** Twice an hour. */
export const repeatCron = ['7,37 * * * * suggest_repeats'];
