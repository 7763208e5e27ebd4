import path from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { root } from '../supabase/local/config.ts';

let former: Awaited<ReturnType<typeof compile>> | undefined;

/** Makes src/lib/paraglide of messages/; again within half a second in the same process. */
export async function compileMessages(): Promise<void> {
	former = await compile({
		project: path.join(root, 'project.inlang'),
		outdir: path.join(root, 'src/lib/paraglide'),
		strategy: ['url', 'baseLocale'],
		previousCompilation: former,
		// It would empty the folder and write only what changed.
		cleanOutdir: false
	});
}
