import { startPortal, type Portal } from './portal.ts';
import { currentScratch } from './scratch-server.ts';
import { buildWorld, type World } from './world.ts';

// Opened once in each worker of the test run and gone with it: for spec files that mind only what they bring themselves.
let town: Promise<Portal> | undefined;
let world: Promise<{ portal: Portal; world: World }> | undefined;

/** The demo town, with its worker. */
export function shareTown(): Promise<Portal> {
	return (town ??= startPortal(currentScratch()));
}

/** An empty portal with the regions and departments of `buildWorld`. */
export function shareWorld(): Promise<{ portal: Portal; world: World }> {
	return (world ??= (async () => {
		const portal = await startPortal(currentScratch(), { town: 'empty', worker: false });
		return { portal, world: await buildWorld(portal) };
	})());
}
