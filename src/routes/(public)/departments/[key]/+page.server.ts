import { readAnswerCursor } from '$lib/departments/page/rules';
import { readDepartmentPage } from '$lib/departments/page/service.server';
import { localDay } from '$lib/platform/time/clock';
import { portalNow } from '$lib/platform/time/now.server';
import { defaultPeriod } from '$lib/results/rules';
import { readHeadline } from '$lib/results/service.server';
import type { PageServerLoad } from './$types';

// Links and GET forms do all of it: no script.
export const csr = false;

export const load: PageServerLoad = async ({ params, url }) => {
	const now = await portalNow();
	const period = defaultPeriod(localDay(now).slice(0, 7));
	const after = readAnswerCursor(url.searchParams.get('after'));
	const [page, headline] = await Promise.all([
		readDepartmentPage(params.key, after),
		readHeadline(period, { department: params.key })
	]);
	return { ...page, isFirst: after === null, figures: headline.figures, period, now };
};
