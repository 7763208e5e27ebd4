import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { startScratch } from '../supabase/local/scratch.ts';
import { launchBrowser, newVisitor } from '../tests/support/browser.ts';
import { ensureDemoTown, startPortal } from '../tests/support/portal.ts';

// npm run screenshots -- --to FOLDER [--url http://127.0.0.1:3000] [--full] PAGE…
// Every page in both languages, both colour schemes and at two widths, of the running portal at --url or of a demo
// town made for the purpose.
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		to: { type: 'string', default: 'screenshots' },
		url: { type: 'string' },
		full: { type: 'boolean' }
	}
});
const pages =
	positionals.length > 0
		? positionals
		: ['/', '/issues', '/issues/new', '/results', '/sign-in', '/about/numbers'];
const languages = [
	{ name: 'zh', prefix: '' },
	{ name: 'en', prefix: '/en' }
];
const schemes = ['light', 'dark'] as const;
const widths = [360, 1280];

async function shoot(url: string): Promise<void> {
	const browser = await launchBrowser();
	mkdirSync(values.to, { recursive: true });
	for (const colorScheme of schemes) {
		for (const width of widths) {
			const viewport = { width, height: width === 360 ? 740 : 900 };
			const visitor = await newVisitor(browser, { baseURL: url, colorScheme, viewport });
			for (const language of languages) {
				for (const page of pages) {
					const answer = await visitor.page.goto(language.prefix + page, { waitUntil: 'networkidle' });
					const name = page.replace(/^\/|\/$/g, '').replaceAll(/[^a-z0-9]+/gi, '-') || 'home';
					const file = path.join(values.to, `${name}.${language.name}.${colorScheme}.${width}.png`);
					await visitor.page.screenshot({ path: file, fullPage: values.full ?? false });
					console.log(`${answer?.status()} ${file}`);
				}
			}
			for (const fault of new Set(visitor.faults)) console.log(`  ${fault}`);
			await visitor.leave();
		}
	}
	await browser.close();
}

if (values.url) await shoot(values.url);
else {
	await buildIfStale();
	const scratch = await startScratch();
	try {
		await ensureDemoTown(scratch);
		const portal = await startPortal(scratch);
		await shoot(portal.url).finally(() => portal.stop());
	} finally {
		await scratch.stop();
	}
}
