import { pino } from 'pino';

/**
 * Lines are written together, a quarter of a second later or at the process's end; only kill -9 loses them. One write to
 * the system for each was a tenth of the app's time in a storm of votes.
 */
const lines = pino.destination({ dest: 1, sync: false, minLength: 4_096 });
setInterval(() => lines.flush(), 250).unref();

/**
 * Structured log to stdout. Holds no personal data: no addresses, no query values, no form contents, no names;
 * a person is at most an account id.
 */
export const log = pino(
	{
		level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime
	},
	lines
);
