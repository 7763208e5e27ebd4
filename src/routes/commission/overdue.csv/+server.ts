import { m } from '$lib/paraglide/messages.js';
import { statusLabel } from '$lib/labels/domain';
import { daysBetween, localDay } from '$lib/platform/time/clock';
import { csvResponse } from '$lib/platform/csv';
import { localName } from '$lib/platform/i18n/local-name';
import { portalNow } from '$lib/platform/time/now.server';
import { clockLabel } from '$lib/supervision/labels';
import { readLedgerPage } from '$lib/supervision/ledger-page.server';
import { listAllOverdue } from '$lib/supervision/service.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const { session, filter, regions, departments } = await readLedgerPage(locals, url);
	const [entries, now] = await Promise.all([listAllOverdue(session, filter), portalNow()]);
	const departmentNames = new Map(departments.map((unit) => [unit.key, localName(unit)]));
	const regionNames = new Map(regions.map((region) => [region.id, localName(region)]));
	const header = [
		`${m.commission_issue()} (issue)`,
		`${m.commission_issue_title()} (title)`,
		`${m.commission_status()} (status)`,
		`${m.commission_owes()} (clock)`,
		`${m.results_department()} (department_key)`,
		`${m.commission_holder()} (department)`,
		`${m.results_region()} (region)`,
		`${m.commission_round()} (round)`,
		`${m.commission_due_on()} (due_on)`,
		`${m.commission_days_overdue()} (days_overdue)`,
		`${m.commission_votes()} (votes)`
	];
	const rows = entries.map((entry) => [
		entry.id,
		entry.title,
		statusLabel(entry.status),
		clockLabel(entry.clock),
		entry.departmentKey,
		entry.departmentKey ? (departmentNames.get(entry.departmentKey) ?? null) : m.commission_intake(),
		regionNames.get(entry.regionId) ?? null,
		entry.round,
		localDay(entry.dueAt),
		daysBetween(entry.dueAt, now),
		entry.votes
	]);
	return csvResponse([header, ...rows], `overdue-${localDay(now)}.csv`);
};
