import { publicClient, unwrap } from '$lib/platform/database/client.server';
import type { DepartmentStanding } from '$lib/domain/stages';

/** What stands now with intake and each department, of a region and all below it; the most overdue first. */
export async function readStanding(region: number | null): Promise<DepartmentStanding[]> {
	const rows = unwrap(
		await publicClient().rpc('department_workload', { ...(region !== null && { region }) })
	);
	return rows.map((row) => ({
		departmentKey: row.department_key,
		waits_for_intake: row.waits_for_intake,
		owes_answer: row.owes_answer,
		in_hand: row.in_hand,
		overdue: row.overdue,
		done: row.done,
		oldestDue: row.oldest_due
	}));
}
