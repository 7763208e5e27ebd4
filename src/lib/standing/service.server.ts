import { cached } from '$lib/platform/cache/cached';
import { stages, type DepartmentStanding, type Stage, type StageCounts } from '$lib/domain/stages';
import { readStanding } from './store.server.ts';

const standing = cached(5, (region: number | 'all') => readStanding(region === 'all' ? null : region), {
	until: ['figures', 'reference']
});

/** What stands now with intake and each department, of a region with all below it or of everywhere; a few seconds old. */
export function standingByDepartment(region: number | null = null): Promise<DepartmentStanding[]> {
	return standing(region ?? 'all');
}

/** Of the whole portal. */
export async function standingOfAll(): Promise<StageCounts> {
	return sumOf(await standingByDepartment());
}

/** Of one department; all zero for one that has nothing. */
export async function standingOf(department: string): Promise<StageCounts> {
	const rows = await standingByDepartment();
	return sumOf(rows.filter(({ departmentKey }) => departmentKey === department));
}

function sumOf(rows: StageCounts[]): StageCounts {
	const sum = (stage: Stage) => rows.reduce((total, row) => total + row[stage], 0);
	return Object.fromEntries(stages.map((stage) => [stage, sum(stage)])) as StageCounts;
}
