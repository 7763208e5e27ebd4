import { standingByDepartment } from '$lib/standing/service.server';
import { portalNow } from '$lib/platform/time/now.server';
import { readLedgerPage } from '$lib/supervision/ledger-page.server';
import { listOverdue } from '$lib/supervision/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { session, ...page } = await readLedgerPage(locals, url);
	const [overdue, workload, now] = await Promise.all([
		listOverdue(session, page.filter, page.cursor),
		standingByDepartment(page.filter.region),
		portalNow()
	]);
	const { reopened } = Object.fromEntries(url.searchParams);
	const reopenedId = Number(reopened);
	return {
		...page,
		...overdue,
		workload,
		now,
		reopened: Number.isSafeInteger(reopenedId) && reopenedId > 0 ? reopenedId : null
	};
};
