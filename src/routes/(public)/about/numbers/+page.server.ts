import { listDeadlineRules } from '$lib/deadlines/service.server';
import { standingOfAll } from '$lib/standing/service.server';
import { listRejectionReasons } from '$lib/moderation/service.server';
import type { PageServerLoad } from './$types';

// Only to be read: no script.
export const csr = false;

export const load: PageServerLoad = async () => {
	const [rules, reasons, standing] = await Promise.all([
		listDeadlineRules(),
		listRejectionReasons(),
		standingOfAll()
	]);
	return { rules, reasons, standing };
};
