import type { TaskList } from 'graphile-worker';
import { trainModels } from './training.server.ts';

export const routingTasks: TaskList = {
	train_routing: (_, { withPgClient }) =>
		withPgClient(async (database) => {
			await trainModels(async (statement, values) => (await database.query(statement, values)).rows);
		})
};

/** Every night. */
export const routingCron = ['41 3 * * * train_routing'];
