import { cached } from '$lib/platform/cache/cached.ts';
import { breadcrumbIn, inTreeOrder, regionChoices, type Region } from './rules.ts';
import { readRegions } from './store.server.ts';

const tree = cached(
	60,
	async (_: 'all') => {
		const all = inTreeOrder(await readRegions());
		const active = all.filter((region) => region.isActive);
		return {
			active,
			activeIds: new Set(active.map((region) => region.id)),
			byId: new Map(all.map((region) => [region.id, region])),
			choices: new Map<number | null, Region[]>()
		};
	},
	{ until: ['reference'] }
);

/** All active regions, parents before children; up to a minute old. */
export async function regionTree(): Promise<Region[]> {
	return (await tree('all')).active;
}

export async function activeRegionIds(): Promise<ReadonlySet<number>> {
	return (await tree('all')).activeIds;
}

/** What a select of all active regions offers: see regionChoices. */
export async function offeredRegions(chosen: number | null): Promise<Region[]> {
	const { active, choices } = await tree('all');
	const offered = choices.get(chosen) ?? regionChoices(active, chosen);
	choices.set(chosen, offered);
	return offered;
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
	tree.clear();
}
