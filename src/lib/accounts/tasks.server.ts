import type { TaskList } from 'graphile-worker';
import { sweepSignIn } from './service.server';

export const accountTasks: TaskList = {
	sweep_sign_in: () => sweepSignIn()
};

/** 03:07 in Asia/Shanghai; the worker's cron counts in UTC. */
export const accountCron = ['7 19 * * * sweep_sign_in'];
