import path from 'node:path';
import { root } from './config.ts';
import { run } from './processes.ts';

/** The official CLI from node_modules, which needs no Docker against a database URL. */
export async function supabaseCli(args: string[]): Promise<string> {
	return run(
		process.execPath,
		[path.join(root, 'node_modules/supabase/dist/supabase.js'), ...args, '--workdir', root],
		{
			cwd: root,
			env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
		}
	);
}
