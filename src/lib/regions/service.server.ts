import { remember } from '$lib/platform/remember.ts';
import { breadcrumbIn, inTreeOrder, type Region } from './rules.ts';
import { readRegions } from './store.server.ts';

const tree = remember(60, async (_: 'all') => {
	const all = inTreeOrder(await readRegions());
	return {
		active: all.filter((region) => region.isActive),
		byId: new Map(all.map((region) => [region.id, region]))
	};
});

/** All active regions, parents before children; up to a minute old. */
export async function regionTree(): Promise<Region[]> {
	return (await tree('all')).active;
}

/** Also a region that was closed since. */
export async function regionOf(id: number): Promise<Region | undefined> {
	return (await tree('all')).byId.get(id);
}

/** From the root down to the region at this path. */
export async function breadcrumb(path: string): Promise<Region[]> {
	return breadcrumbIn([...(await tree('all')).byId.values()], path);
}

/** After an administrator changed the tree, this process reads it anew. */
export function forgetRegions(): void {
	tree.forget();
}
