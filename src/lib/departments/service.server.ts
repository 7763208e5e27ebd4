import { remember } from '$lib/platform/remember.ts';
import type { Department } from './rules.ts';
import { readActiveDepartments } from './store.server.ts';

const departments = remember(60, (_: 'all') => readActiveDepartments());

/** All active departments, those of the larger region first; up to a minute old. */
export function listDepartments(): Promise<Department[]> {
	return departments('all');
}

export async function departmentOf(key: string): Promise<Department | undefined> {
	return (await listDepartments()).find((department) => department.key === key);
}

/** After an administrator changed a department, this process reads them anew. */
export function forgetDepartments(): void {
	departments.forget();
}
