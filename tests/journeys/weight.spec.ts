import { expect, test } from 'vitest';
import { newVisitor, openBrowser } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';

const portal = await shareTown();
const browser = await openBrowser();

/** Bytes of JavaScript that a first visit transfers, as served (compressed). */
async function scriptBytes(path: string): Promise<number> {
	const { page, leave } = await newVisitor(browser, { baseURL: portal.url });
	const sizes: Promise<number>[] = [];
	page.on('requestfinished', (request) => {
		if (request.resourceType() === 'script') sizes.push(request.sizes().then((s) => s.responseBodySize));
	});
	await page.goto(path);
	await page.waitForLoadState('networkidle');
	const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	await leave();
	return total;
}

test('the public list stays light', async () => {
	const [list, results] = [await scriptBytes('/issues'), await scriptBytes('/results')];
	console.log(`JavaScript, compressed: /issues ${list} bytes, /results ${results} bytes`);
	expect(list).toBeLessThanOrEqual(40 * 1024);
	expect(results).toBeLessThanOrEqual(200 * 1024);
});
