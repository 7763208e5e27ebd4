import { buildIfStale } from '../../tools/build.ts';
import { chromiumPath } from './chromium.ts';
import { fontConfigFile } from './fonts.ts';
import { ensureDemoTown } from './portal.ts';
import { seed } from './sampling.ts';
import { obtainScratch } from './scratch-server.ts';

export default async function setup(): Promise<() => Promise<void>> {
	console.log(`SEED=${seed}`);
	await buildIfStale();
	// Unpacked here, before spec files ask for them side by side.
	await chromiumPath();
	fontConfigFile();
	const scratch = await obtainScratch();
	await ensureDemoTown(scratch);
	return () => scratch.stop();
}
