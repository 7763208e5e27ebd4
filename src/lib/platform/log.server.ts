import { pino } from 'pino';

/**
 * Structured log to stdout. Holds no personal data: no addresses, no query values, no form contents, no names;
 * a person is at most an account id.
 */
export const log = pino({
	level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime
});
