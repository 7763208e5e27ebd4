import { obtainScratch } from './scratch-server.ts';

export default async function setup(): Promise<() => Promise<void>> {
	const scratch = await obtainScratch();
	return () => scratch.stop();
}
