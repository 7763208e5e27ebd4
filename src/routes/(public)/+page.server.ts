import { highlights } from '$lib/issues/listing/service.server';
import { localDay } from '$lib/platform/clock';
import { portalNow } from '$lib/platform/now.server';
import { defaultPeriod } from '$lib/results/rules';
import { readHeadline } from '$lib/results/service.server';
import type { PageServerLoad } from './$types';

const shown = 5;

export const load: PageServerLoad = async () => {
	const now = await portalNow();
	const period = defaultPeriod(localDay(now).slice(0, 7));
	const [lists, headline] = await Promise.all([highlights(shown), readHeadline(period)]);
	return { ...lists, now, period, figures: headline.figures };
};
