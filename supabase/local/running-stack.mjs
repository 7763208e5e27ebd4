// Preloaded into command-line tools: unless the environment names a project, they work on the portal that `npm start`
// runs on this data folder.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

if (!process.env.SUPABASE_URL) {
	const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
	const file = path.resolve(root, process.env.DATA_DIR ?? '.data', 'running.json');
	if (!existsSync(file)) {
		console.error(
			'No portal is running here. Start it in another terminal with npm start (and give both the same DATA_DIR), or set ' +
				'SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, DATABASE_URL and JWT_SECRET.'
		);
		process.exit(1);
	}
	Object.assign(process.env, JSON.parse(readFileSync(file, 'utf8')));
}
