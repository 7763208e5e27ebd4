import { attachScratch, startScratch, type Scratch } from '../../supabase/local/scratch.ts';

/** Where the database server of this test run is; `npm test` starts one for all its steps. */
export const scratchVariable = 'DIANTI_TEST_SERVER';

/** The server of this run, or one of its own when a developer runs a single project. */
export async function obtainScratch(): Promise<Scratch> {
	const known = process.env[scratchVariable];
	if (known) return attachScratch(known);
	const scratch = await startScratch();
	process.env[scratchVariable] = scratch.address;
	return scratch;
}

export function currentScratch(): Scratch {
	const known = process.env[scratchVariable];
	if (!known)
		throw new Error('No test server: run specs through npm test, npm run test:database or test:journeys.');
	return attachScratch(known);
}
