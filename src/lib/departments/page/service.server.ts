import { DomainError } from '$lib/platform/errors';
import { remember } from '$lib/platform/remember';
import { regionOf } from '$lib/regions/service.server';
import type { Department } from '../rules.ts';
import { departmentOf, listDepartments } from '../service.server.ts';
import type { AnswerCursor, Workload } from './rules.ts';
import { readAnswers, readDebts, readPromises, readWorkloads } from './store.server.ts';

/** More than this stands behind the link to the list. */
const debtsShown = 15;
const promisesShown = 15;
const answersOnPage = 10;

const workloads = remember(30, (_: 'all') => readWorkloads(), { until: ['figures', 'reference'] });
const idle: Workload = { open: 0, overdue: 0 };

/** Every department with what stands on its desk; up to half a minute old. */
export async function listWithWorkload(): Promise<(Department & Workload)[]> {
	const [departments, loads] = await Promise.all([listDepartments(), workloads('all')]);
	return departments.map((department) => ({ ...department, ...(loads.get(department.key) ?? idle) }));
}

/** What a department owes, promised and answered. Refuses department_not_found. */
export async function readDepartmentPage(key: string, after: AnswerCursor | null) {
	const department = await departmentOf(key);
	if (!department) throw new DomainError('department_not_found', 404);
	const [region, debts, promises, answers] = await Promise.all([
		regionOf(department.regionId),
		readDebts(key, debtsShown + 1),
		readPromises(key, promisesShown),
		readAnswers(key, after, answersOnPage + 1)
	]);
	const shown = answers.slice(0, answersOnPage);
	const last = shown.at(-1);
	return {
		department,
		region: region ?? null,
		debts: debts.slice(0, debtsShown),
		hasMoreDebts: debts.length > debtsShown,
		promises,
		answers: shown,
		next: last && answers.length > answersOnPage ? { publishedAt: last.publishedAt, id: last.id } : null
	};
}
