import type { TaskList } from 'graphile-worker';

export const platformTasks: TaskList = {
	prune_public_changes: (_, helpers) =>
		helpers.query('select private.prune_public_changes()').then(() => undefined)
};

/** Every minute. */
export const platformCron = ['* * * * * prune_public_changes'];
