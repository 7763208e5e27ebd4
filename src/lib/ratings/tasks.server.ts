import type { TaskList } from 'graphile-worker';
import { confirmUncontested } from './service.server';

export const ratingTasks: TaskList = {
	confirm_uncontested: () => confirmUncontested()
};

/** 00:20 in Asia/Shanghai, when the thirtieth day has ended; the worker's cron counts in UTC. */
export const ratingCron = ['20 16 * * * confirm_uncontested'];
