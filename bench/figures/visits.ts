import { firstVisit, slowPhone } from '../../tests/support/first-visit.ts';
import { launchBrowser } from '../../tests/support/browser.ts';
import { somePublic } from '../issues.ts';
import type { Bench } from '../main.ts';
import { median, type Figure } from '../report.ts';

/** A page that takes longer on an old phone at the edge of the network loses the person who opened it. */
const patienceSeconds = 6;

/** First visits with an empty browser cache, on a slow line and processor, until nothing is loaded any more. */
export async function* visits({ small, repetitions }: Bench): AsyncGenerator<Figure> {
	const { url, sql } = await small();
	const [issue] = await somePublic(sql, 1);
	const pages = {
		home: '/',
		list: '/issues',
		issue: `/issues/${issue}`,
		submit: '/issues/new',
		results: '/results'
	};
	const browser = await launchBrowser();
	try {
		for (const [name, path] of Object.entries(pages)) {
			const address = new URL(path, url);
			// Pages of everybody are compressed once they have been asked for twice.
			for (let times = 0; times < 3; times++) await fetch(address, { headers: { 'accept-encoding': 'br' } });
			const seconds: number[] = [];
			for (let n = 0; n < repetitions; n++)
				seconds.push((await firstVisit(browser, address, slowPhone)).seconds);
			const value = median(seconds);
			yield {
				figure: `first visit of ${name} on a slow phone`,
				value,
				unit: 's',
				baseline: patienceSeconds,
				ratio: value / patienceSeconds,
				n: repetitions
			};
		}
	} finally {
		await browser.close();
	}
}
