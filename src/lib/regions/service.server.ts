import { remember } from '$lib/platform/remember.ts';
import { breadcrumbIn, inTreeOrder, type Region } from './rules.ts';
import { readActiveRegions } from './store.server.ts';

const tree = remember(60, async (_: 'all') => inTreeOrder(await readActiveRegions()));

/** All active regions, parents before children; up to a minute old. */
export function regionTree(): Promise<Region[]> {
	return tree('all');
}

export async function regionOf(id: number): Promise<Region | undefined> {
	return (await regionTree()).find((region) => region.id === id);
}

/** The regions right below; `null` for the roots. */
export async function childrenOf(id: number | null): Promise<Region[]> {
	return (await regionTree()).filter((region) => region.parentId === id);
}

/** From the root down to the region at this path. */
export async function breadcrumb(path: string): Promise<Region[]> {
	return breadcrumbIn(await regionTree(), path);
}

/** After an administrator changed the tree, this process reads it anew. */
export function forgetRegions(): void {
	tree.forget();
}
