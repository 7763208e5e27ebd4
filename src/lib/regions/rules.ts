import type { Named } from '$lib/platform/i18n/local-name.ts';

/** One node of the tree; `path` is dotted keys from the root, as in `city.county.town`. */
export interface Region extends Named {
	id: number;
	parentId: number | null;
	key: string;
	path: string;
	/** 1 province, 2 city, 3 county or district, 4 town or street, 5 village or community */
	level: number;
	/** A closed region takes no new issues and stays readable on old ones. */
	isActive: boolean;
}

/** Parents before their children, siblings in the order of their ids. */
export function inTreeOrder(regions: Region[]): Region[] {
	const ids = new Set(regions.map((region) => region.id));
	const children = new Map<number | null, Region[]>();
	for (const region of [...regions].sort((a, b) => a.id - b.id)) {
		const parent = region.parentId !== null && ids.has(region.parentId) ? region.parentId : null;
		const siblings = children.get(parent);
		if (siblings) siblings.push(region);
		else children.set(parent, [region]);
	}
	const below = (parent: number | null): Region[] =>
		(children.get(parent) ?? []).flatMap((region) => [region, ...below(region.id)]);
	return below(null);
}

/** From the root down to the region itself. */
export function breadcrumbIn(regions: Region[], path: string): Region[] {
	return regions
		.filter((region) => path === region.path || path.startsWith(`${region.path}.`))
		.sort((a, b) => a.path.length - b.path.length);
}

/** How deep below the tree's root, from 0; for indentation. */
export function depthOf(region: Region): number {
	return region.path.split('.').length - 1;
}

/** A list that a phone can still scroll. */
const CHOICES_AT_ONCE = 300;

export const isLong = (regions: Region[]) => regions.length > CHOICES_AT_ONCE;

/**
 * What a select offers: the whole tree or, when that is too long, the way down to the chosen region and one step
 * further, so that choosing again goes deeper.
 */
export function regionChoices(regions: Region[], chosen?: number | null): Region[] {
	if (!isLong(regions)) return regions;
	const current = regions.find((region) => region.id === chosen);
	const ids = new Set<number | null>(regions.map((region) => region.id));
	// An officer is offered a part of the tree, whose roots have parents elsewhere.
	const roots = regions.filter((region) => !ids.has(region.parentId));
	const open = new Set<number | null>();
	if (roots.length === 1 && roots[0]) open.add(roots[0].id);
	if (current) for (const region of breadcrumbIn(regions, current.path)) open.add(region.id);
	return regions.filter((region) => roots.includes(region) || open.has(region.parentId));
}
