import { highlights } from '$lib/issues/catalogue/service.server';
import { standingOfAll } from '$lib/standing/service.server';
import { localDay } from '$lib/platform/time/clock';
import { portalNow } from '$lib/platform/time/now.server';
import { defaultPeriod } from '$lib/results/rules';
import { readHeadline } from '$lib/results/service.server';
import type { PageServerLoad } from './$types';

const shown = 5;

// Links and one GET form: nothing here needs a script.
export const csr = false;

export const load: PageServerLoad = async () => {
	const now = await portalNow();
	const period = defaultPeriod(localDay(now).slice(0, 7));
	const [lists, standing, headline] = await Promise.all([
		highlights(shown),
		standingOfAll(),
		readHeadline(period)
	]);
	return { ...lists, standing, now, period, figures: headline.figures };
};
