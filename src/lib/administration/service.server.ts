import { forgetCategories } from '$lib/categories/service.server';
import { forgetDepartments } from '$lib/departments/service.server';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { breadcrumb, forgetRegions, regionOf, regionTree } from '$lib/regions/service.server';
import { administersAll, administeredPaths, isWithin } from './rules';
import type { CategoryInput, DepartmentInput, RegionInput } from './schema';
import * as store from './store.server';

/** The regions that the person administers: where the walk down the tree begins. */
export async function readOwnRegions(session: Session): Promise<store.RegionRecord[]> {
	const own = session.grants.filter(({ role }) => role === 'administrator').map(({ regionId }) => regionId);
	return store.readRegions([...new Set(own)]);
}

/** One region of the subtree, with what the form and the list below it show. */
export async function readRegion(session: Session, id: number) {
	const [[region], code, children] = await Promise.all([
		store.readRegions([id]),
		store.readRegionCode(id),
		store.readChildren(id)
	]);
	if (!region || !isWithin(region.path, administeredPaths(session))) throw new DomainError('not_found', 404);
	return { region: { ...region, code }, children, trail: await breadcrumb(region.path) };
}

export async function saveRegion(session: Session, id: number | null, input: RegionInput): Promise<number> {
	const saved = await store.saveRegion(session, id, input);
	forgetRegions();
	return saved;
}

/** Departments of the subtree. A county has hundreds at most. */
export async function readOwnDepartments(session: Session): Promise<store.DepartmentRecord[]> {
	const paths = administeredPaths(session);
	const regionIds = (await regionTree()).filter(({ path }) => isWithin(path, paths)).map(({ id }) => id);
	const ownIds = new Set(regionIds);
	const departments = await store.readDepartments();
	return departments.filter(({ regionId }) => ownIds.has(regionId));
}

export async function readDepartment(session: Session, key: string): Promise<store.DepartmentRecord> {
	const department = (await store.readDepartments()).find((one) => one.key === key);
	if (!department) throw new DomainError('not_found', 404);
	const region = await regionOf(department.regionId);
	if (!region || !isWithin(region.path, administeredPaths(session))) throw new DomainError('not_found', 404);
	return department;
}

export async function saveDepartment(session: Session, input: DepartmentInput): Promise<void> {
	await store.saveDepartment(session, input);
	forgetDepartments();
}

export async function readCategories(): Promise<store.CategoryRecord[]> {
	return store.readCategories();
}

export async function readCategory(key: string): Promise<store.CategoryRecord> {
	const category = (await store.readCategories()).find((one) => one.key === key);
	if (!category) throw new DomainError('not_found', 404);
	return category;
}

export async function saveCategory(session: Session, input: CategoryInput): Promise<void> {
	await store.saveCategory(session, input);
	forgetCategories();
}

/** Categories serve the whole tree, so they are changed by administrators of a root. */
export function mayChangeCategories(session: Session): boolean {
	return administersAll(session);
}
