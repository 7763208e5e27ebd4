import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

const minutes = 60_000;
/** On two cores: what waits for a browser, the database or a minute to pass leaves them to another. */
const whileOthersWait = 3;

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		// Two cores, and a database server beside.
		maxWorkers: 2,
		// What spec files import is read once for each worker, not for each file: they share no state that a test changes.
		isolate: false,
		sequence: { sequencer: LongestFirst },
		tags: [{ name: 'sampled', description: 'draws samples; the full run takes what they leave out' }],
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['{src,supabase,bench,tests/support}/**/*.spec.ts'],
					testTimeout: 20_000
				}
			},
			{
				extends: true,
				test: {
					name: 'database',
					// Some use the app's services, which read their settings once, each against a database of its own.
					isolate: true,
					include: ['tests/database/**/*.spec.ts'],
					maxWorkers: whileOthersWait,
					globalSetup: 'tests/support/setup-database.ts',
					testTimeout: 30_000,
					hookTimeout: 2 * minutes
				}
			},
			{
				extends: true,
				test: {
					name: 'journeys',
					include: ['tests/journeys/**/*.spec.ts'],
					maxWorkers: whileOthersWait,
					globalSetup: 'tests/support/setup-journeys.ts',
					testTimeout: 2 * minutes,
					hookTimeout: 3 * minutes
				}
			},
			{
				extends: true,
				test: {
					name: 'load',
					include: ['tests/load/**/*.spec.ts'],
					globalSetup: 'tests/support/setup-journeys.ts',
					testTimeout: 15 * minutes,
					hookTimeout: 3 * minutes,
					// A drill takes the machine for itself.
					fileParallelism: false
				}
			}
		]
	}
});
