import type { StageCounts } from '$lib/domain/stages';
import { standingOf } from '$lib/standing/service.server';
import { DomainError } from '$lib/platform/errors';
import { regionOf } from '$lib/regions/service.server';
import type { Department } from '../rules.ts';
import { departmentOf, listDepartments } from '../service.server.ts';
import type { AnswerCursor } from './rules.ts';
import { readAnswers, readDebts, readPromises } from './store.server.ts';

/** More than this stands behind the link to the list. */
const debtsShown = 15;
const promisesShown = 15;
const answersOnPage = 10;

/** Every department with what stands on its desk now. */
export async function listWithStanding(): Promise<(Department & { standing: StageCounts })[]> {
	const departments = await listDepartments();
	return Promise.all(
		departments.map(async (department) => ({ ...department, standing: await standingOf(department.key) }))
	);
}

/** What a department owes, promised and answered. Refuses department_not_found. */
export async function readDepartmentPage(key: string, after: AnswerCursor | null) {
	const department = await departmentOf(key);
	if (!department) throw new DomainError('department_not_found', 404);
	const [region, standing, debts, promises, answers] = await Promise.all([
		regionOf(department.regionId),
		standingOf(key),
		readDebts(key, debtsShown + 1),
		readPromises(key, promisesShown),
		readAnswers(key, after, answersOnPage + 1)
	]);
	const shown = answers.slice(0, answersOnPage);
	const last = shown.at(-1);
	return {
		department,
		region: region ?? null,
		standing,
		debts: debts.slice(0, debtsShown),
		hasMoreDebts: debts.length > debtsShown,
		promises,
		answers: shown,
		next: last && answers.length > answersOnPage ? { publishedAt: last.publishedAt, id: last.id } : null
	};
}
