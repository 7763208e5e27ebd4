import { seed } from './sampling.ts';
import { obtainScratch } from './scratch-server.ts';

export default async function setup(): Promise<() => Promise<void>> {
	console.log(`SEED=${seed}`);
	const scratch = await obtainScratch();
	return () => scratch.stop();
}
