import { buildIfStale } from '../../supabase/local/build.ts';
import { ensureDemoTown } from './portal.ts';
import { obtainScratch } from './scratch-server.ts';

export default async function setup(): Promise<() => Promise<void>> {
	await buildIfStale();
	const scratch = await obtainScratch();
	await ensureDemoTown(scratch);
	return () => scratch.stop();
}
