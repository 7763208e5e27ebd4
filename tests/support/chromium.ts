import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { root } from '../../supabase/local/config.ts';

/**
 * The Chromium out of the npm package, unpacked once for each user and version. The package unpacks into the temporary
 * folder itself, where another user's copy or a half-written one would be taken for ours.
 */
export async function chromiumPath(): Promise<string> {
	const manifest = path.join(root, 'node_modules/@sparticuz/chromium/package.json');
	const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
	const folder = path.join(tmpdir(), `dianti-chromium-${version}-${process.getuid?.() ?? 0}`);
	if (existsSync(folder)) return path.join(folder, 'chromium');

	const before = process.env.TMPDIR;
	const unfinished = mkdtempSync(`${folder}-`);
	process.env.TMPDIR = unfinished;
	try {
		await sparticuz.executablePath();
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	}
	try {
		renameSync(unfinished, folder);
	} catch (error) {
		// Another process was faster; its copy is as good.
		if (!existsSync(folder)) throw error;
		rmSync(unfinished, { recursive: true, force: true });
	}
	return path.join(folder, 'chromium');
}
