import type { Region } from '$lib/regions/rules';
import type { RoleGrant } from '$lib/domain/session';
import { ledgerFields, type Cursor, type LedgerFilter } from './schema.ts';

const supervising = ['supervisor', 'commission_lead'];

/** The regions whose subtrees these grants supervise, with everything below, in the order of the tree. */
export function supervisedRegions(grants: RoleGrant[], regions: Region[], roles = supervising): Region[] {
	const roots = grants
		.filter((grant) => roles.includes(grant.role))
		.flatMap((grant) => regions.filter((region) => region.id === grant.regionId));
	return regions.filter((region) =>
		roots.some((root) => region.path === root.path || region.path.startsWith(`${root.path}.`))
	);
}

export interface LedgerReading {
	filter: LedgerFilter;
	cursor: Cursor | null;
	ignored: string[];
}

/** Reads the address; a region outside the supervised ones is left out like any other unknown value. */
export function readLedger(
	params: URLSearchParams,
	allowed: Region[],
	departments: ReadonlySet<string>
): LedgerReading | null {
	const [first] = allowed;
	if (!first) return null;
	const ignored: string[] = [];
	function read<K extends keyof typeof ledgerFields>(name: K) {
		const text = params.get(name);
		if (!text) return null;
		const parsed = ledgerFields[name].safeParse(text);
		if (parsed.success) return parsed;
		ignored.push(name);
		return null;
	}
	const asked = Number(read('region')?.data ?? first.id);
	const region = allowed.some(({ id }) => id === asked) ? asked : first.id;
	if (region !== asked) ignored.push('region');
	const key = ledgerFields.department.safeParse(read('department')?.data);
	const department = key.success && departments.has(key.data) ? key.data : null;
	if (key.success && department === null) ignored.push('department');
	const clock = ledgerFields.clock.safeParse(read('clock')?.data);
	const due = read('after_due')?.data;
	const id = read('after_id')?.data;
	return {
		filter: { region, department, clock: clock.success ? clock.data : null },
		cursor: due && id ? { due: String(due), id: Number(id) } : null,
		ignored: [...new Set(ignored)]
	};
}
