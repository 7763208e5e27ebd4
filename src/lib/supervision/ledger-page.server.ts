import { requireRole } from '$lib/accounts/guards.server';
import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { DomainError } from '$lib/platform/errors';
import { regionTree } from '$lib/regions/service.server';
import { readLedger, supervisedRegions } from './rules.ts';

/** Who asks, the filter in the address, and the choices that its form offers. */
export async function readLedgerPage(locals: App.Locals, url: URL) {
	const session = requireRole(locals, 'supervisor', 'commission_lead');
	const [tree, departments, categories] = await Promise.all([
		regionTree(),
		listDepartments(),
		listCategories()
	]);
	const regions = supervisedRegions(session.grants, tree);
	const keys = new Set(departments.map(({ key }) => key));
	const reading = readLedger(url.searchParams, regions, keys);
	if (!reading) throw new DomainError('role_required', 403);
	return { session, ...reading, regions, departments, categories };
}
