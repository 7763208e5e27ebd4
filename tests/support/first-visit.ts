import type { Browser } from 'playwright-core';
import { newVisitor } from './browser.ts';

export interface FirstVisit {
	/** The document and everything that it loads, in the order of asking. */
	requests: string[];
	scripts: number;
	/** Style sheets and scripts that keep the page from being painted. */
	blocking: string[];
	/** Headers and bodies of all answers, as they came over the wire. */
	bytes: number;
	/** Until nothing was loaded for half a second. */
	seconds: number;
	faults: string[];
}

/** An old phone at the edge of the network. */
export const slowPhone = { kbitPerSecond: 400, latencyMs: 400, timesSlowerCpu: 4 };

/** A visit with an empty browser cache; on a slow line and processor where one is given. */
export async function firstVisit(
	browser: Browser,
	address: URL,
	slow?: typeof slowPhone
): Promise<FirstVisit> {
	const { context, page, faults, leave } = await newVisitor(browser, { baseURL: address.origin });
	const chrome = await context.newCDPSession(page);
	const visit: FirstVisit = { requests: [], scripts: 0, blocking: [], bytes: 0, seconds: 0, faults };
	chrome.on('Network.requestWillBeSent', ({ request, type }) => {
		if (request.url.startsWith('data:')) return;
		visit.requests.push(request.url.replace(address.origin, ''));
		if (type === 'Script') visit.scripts++;
	});
	chrome.on('Network.loadingFinished', ({ encodedDataLength }) => {
		visit.bytes += encodedDataLength;
	});
	await chrome.send('Network.enable');
	if (slow) {
		const bytesPerSecond = (slow.kbitPerSecond * 1000) / 8;
		await chrome.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: slow.latencyMs,
			downloadThroughput: bytesPerSecond,
			uploadThroughput: bytesPerSecond
		});
		await chrome.send('Emulation.setCPUThrottlingRate', { rate: slow.timesSlowerCpu });
	}
	const began = performance.now();
	await page.goto(address.href, { waitUntil: 'networkidle', timeout: 60_000 });
	visit.seconds = (performance.now() - began) / 1000;
	visit.blocking = await page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.filter((entry) => 'renderBlockingStatus' in entry && entry.renderBlockingStatus === 'blocking')
			.map((entry) => new URL(entry.name).pathname)
	);
	await leave();
	return visit;
}
