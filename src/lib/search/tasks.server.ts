import type { TaskList } from 'graphile-worker';

export const searchTasks: TaskList = {
	refresh_search_words: (_, helpers) =>
		helpers.query('select private.refresh_search_words()').then(() => undefined)
};

/** Every night. */
export const searchCron = ['11 3 * * * refresh_search_words'];
