import { cached } from '$lib/platform/cache/cached.ts';
import type { Department } from './rules.ts';
import { readDepartments } from './store.server.ts';

const departments = cached(60, (_: 'all') => readDepartments(), { until: ['reference'] });

/** All active departments, those of the larger region first; up to a minute old. */
export async function listDepartments(): Promise<Department[]> {
	return (await departments('all')).filter((department) => department.isActive);
}

/** Also one that was closed since. */
export async function departmentOf(key: string): Promise<Department | undefined> {
	return (await departments('all')).find((department) => department.key === key);
}

/** After an administrator changed a department, this process reads them anew. */
export function forgetDepartments(): void {
	departments.clear();
}
