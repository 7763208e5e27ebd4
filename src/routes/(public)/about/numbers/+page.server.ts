import { listDeadlineRules } from '$lib/deadlines/service.server';
import { listRejectionReasons } from '$lib/moderation/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [rules, reasons] = await Promise.all([listDeadlineRules(), listRejectionReasons()]);
	return { rules, reasons };
};
