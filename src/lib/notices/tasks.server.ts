import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { sendMessage, sweepOutbox } from './service.server';

const payload = z.object({ message: z.number() });

export const noticeTasks: TaskList = {
	send_message: (raw) => sendMessage(payload.parse(raw).message),
	sweep_outbox: () => sweepOutbox()
};

/** 03:17 in Asia/Shanghai; the worker's cron counts in UTC. */
export const noticeCron = ['17 19 * * * sweep_outbox'];
