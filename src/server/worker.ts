// Jobs of all rooms: mail, nightly sweeps, whatever SQL enqueues, and the counting of what changed. Run by `npm start`, or alone by `npm run worker`.
import { Logger, run, type TaskList } from 'graphile-worker';
import { accountCron, accountTasks } from '$lib/accounts/tasks.server';
import { closeMailer } from '$lib/notices/mail.server';
import { noticeCron, noticeTasks } from '$lib/notices/tasks.server';
import { config } from '$lib/platform/config.server';
import { watchForDeadWorkers } from '$lib/platform/database/dead-workers.server';
import { log } from '$lib/platform/log/log.server';
import { platformCron, platformTasks } from '$lib/platform/cache/tasks.server';
import { ratingCron, ratingTasks } from '$lib/ratings/tasks.server';
import { repeatCron, repeatTasks } from '$lib/repeats/tasks.server';
import { keepCounting } from '$lib/results/counting.server';
import { resultCron, resultTasks } from '$lib/results/tasks.server';
import { routingCron, routingTasks } from '$lib/routing/tasks.server';
import { searchCron, searchTasks } from '$lib/search/tasks.server';

const { databaseUrl } = config();
if (!databaseUrl) {
	log.fatal('DATABASE_URL is not set: the worker needs it to find its jobs');
	process.exit(1);
}

const taskList: TaskList = {
	...accountTasks,
	...noticeTasks,
	...platformTasks,
	...ratingTasks,
	...repeatTasks,
	...resultTasks,
	...routingTasks,
	...searchTasks
};
const crontab = [
	...accountCron,
	...noticeCron,
	...platformCron,
	...ratingCron,
	...repeatCron,
	...resultCron,
	...routingCron,
	...searchCron
].join('\n');

const watch = await watchForDeadWorkers(databaseUrl);
const runner = await run({
	connectionString: databaseUrl,
	taskList,
	crontab,
	concurrency: 5,
	pollInterval: 2_000,
	noHandleSignals: true,
	logger: new Logger(() => (level, message) => {
		// Job starts and ends are too many for an operator; failures carry no addresses (see sendMessage).
		if (level === 'error' || level === 'warning') log[level === 'error' ? 'error' : 'warn'](message);
		else log.debug(message);
	})
});

const counting = keepCounting(databaseUrl);
let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	await runner.stop();
	await counting.stop();
	await watch.stop();
	closeMailer();
	process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// The launcher is gone, however it went.
process.on('disconnect', () => void stop());
await runner.promise;
